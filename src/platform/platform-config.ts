import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { logLevels } from '../common/logger.ts';
import { defaultHistoryLimits } from './history/history-limits.ts';
import { limitsConfig } from './limits/limits-config.ts';

const dataHome = process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
const port = { minimum: 0, maximum: 65_535, placeholder: 'PORT' };
const file = { minLength: 1, placeholder: 'FILE' };

/** The configuration of a platform node. */
export const platformConfigSchema = Type.Object(
  {
    httpHost: Type.String({
      placeholder: 'HOST',
      description: 'Address on which the HTTP API listens.',
      env: 'ZIGFLEET_HTTP_HOST',
      default: '127.0.0.1',
      minLength: 1,
    }),
    httpPort: Type.Integer({
      ...port,
      description: 'Port of the HTTP API; 0 for any free one.',
      env: 'ZIGFLEET_HTTP_PORT',
      default: 8080,
    }),
    linkHost: Type.String({
      placeholder: 'HOST',
      description: 'Address on which hubs connect.',
      env: 'ZIGFLEET_LINK_HOST',
      default: '127.0.0.1',
      minLength: 1,
    }),
    linkPort: Type.Integer({
      ...port,
      description: 'Port on which hubs connect; 0 for any free one.',
      env: 'ZIGFLEET_LINK_PORT',
      default: 50_051,
    }),
    redisUrl: Type.Optional(
      Type.String({
        placeholder: 'URL',
        description:
          'The Redis to keep everything in, version 7 or newer. Without it a private one is started, with its data in the data folder.',
        env: 'REDIS_URL',
        pattern: '^rediss?://\\S+$',
      }),
    ),
    dataDir: Type.String({
      option: '--data',
      placeholder: 'DIR',
      description: "Folder of the owner's token and of the private Redis. Made if it is not there.",
      env: 'ZIGFLEET_PLATFORM_DATA',
      default: join(dataHome, 'zigfleet', 'platform'),
      minLength: 1,
    }),
    tlsCert: Type.Optional(
      Type.String({
        ...file,
        description: 'PEM file of the certificate chain: both ports then speak TLS only. Needs --tls-key.',
        env: 'ZIGFLEET_TLS_CERT',
      }),
    ),
    tlsKey: Type.Optional(
      Type.String({
        ...file,
        description: "PEM file of the certificate's private key. Needs --tls-cert.",
        env: 'ZIGFLEET_TLS_KEY',
      }),
    ),
    insecure: Type.Boolean({
      description: 'Allow addresses beyond this machine without TLS.',
      env: 'ZIGFLEET_INSECURE',
      default: false,
    }),
    webhookAllow: Type.Optional(
      Type.String({
        placeholder: 'NETWORKS',
        description:
          'Networks inside, such as 10.0.0.0/8,fd00::/8, that webhooks may reach; by http too. Without it they only reach the public internet.',
        env: 'ZIGFLEET_WEBHOOK_ALLOW',
        pattern: '^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$',
      }),
    ),
    eventEntriesMax: Type.Integer({
      placeholder: 'COUNT',
      description:
        'How many entries of the event stream of each home are kept; each holds the events of one message of a hub.',
      env: 'ZIGFLEET_EVENT_ENTRIES_MAX',
      minimum: 100,
      maximum: 1_000_000,
      default: 10_000,
    }),
    historyUrl: Type.Optional(
      Type.String({
        placeholder: 'URL',
        description:
          'A VictoriaMetrics to keep histories in, with user and password if it wants them: http://USER:PASSWORD@HOST:8428. Without it they are kept in Redis.',
        env: 'ZIGFLEET_HISTORY_URL',
        pattern: '^https?://\\S+$',
      }),
    ),
    historyRetentionDays: Type.Integer({
      placeholder: 'DAYS',
      description:
        'How many whole days before the current one (UTC) histories are kept in Redis. VictoriaMetrics has its own -retentionPeriod.',
      env: 'ZIGFLEET_HISTORY_RETENTION_DAYS',
      minimum: 1,
      maximum: 3_660,
      default: defaultHistoryLimits.retentionDays,
    }),
    historyDeviceDayBytesMax: Type.Integer({
      placeholder: 'BYTES',
      description:
        'Most bytes of one device and day in Redis. What is beyond is dropped, and counted for the device.',
      env: 'ZIGFLEET_HISTORY_DEVICE_DAY_BYTES_MAX',
      minimum: 1_024,
      maximum: 16 * 1024 * 1024,
      default: defaultHistoryLimits.bytesPerDeviceDayMax,
    }),
    openCommandsMax: Type.Integer({
      placeholder: 'COUNT',
      description: 'How many commands may wait for one hub.',
      env: 'ZIGFLEET_OPEN_COMMANDS_MAX',
      minimum: 1,
      maximum: 10_000,
      default: 250,
    }),
    ...limitsConfig,
    auditEntriesMax: Type.Integer({
      placeholder: 'COUNT',
      description:
        'How many entries the audit of each home keeps; that of an account a tenth, that of the platform five times as many. An entry takes some 300 bytes in each.',
      env: 'ZIGFLEET_AUDIT_ENTRIES_MAX',
      minimum: 100,
      maximum: 1_000_000,
      default: 10_000,
    }),
    auditDays: Type.Integer({
      placeholder: 'DAYS',
      description: 'How long entries of the audits are kept at most.',
      env: 'ZIGFLEET_AUDIT_DAYS',
      minimum: 1,
      maximum: 3_650,
      default: 90,
    }),
    trustedProxies: Type.Optional(
      Type.String({
        placeholder: 'LIST',
        description:
          'Addresses and networks of reverse proxies, by commas, such as 10.0.0.0/8: their X-Forwarded-For says who asks. Without it nobody is believed.',
        env: 'ZIGFLEET_TRUSTED_PROXIES',
        maxLength: 4_096,
      }),
    ),
    logLevel: Type.Enum([...logLevels], {
      placeholder: 'LEVEL',
      description: `How much is logged: ${logLevels.join(', ')}.`,
      env: 'ZIGFLEET_LOG_LEVEL',
      default: 'info',
    }),
  },
  { additionalProperties: false },
);

export type PlatformConfig = Readonly<Static<typeof platformConfigSchema>>;
