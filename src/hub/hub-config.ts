import { type Static, Type } from 'typebox';
import { logLevels } from '../common/logger.ts';
import { radioAdapters } from './radio/radio-adapters.ts';

/** What hubs are; a hub is itself a device of the product line. */
export const hubModels = ['smart-gateway', 'plug-gateway', 'camera-gateway'] as const;

/** The configuration of a hub process. */
export const hubConfigSchema = Type.Object(
  {
    radio: Type.String({
      placeholder: 'tcp://HOST:PORT|DEVICE',
      description: 'Where the Zigbee coordinator is: tcp://HOST:PORT, or the path of a serial device.',
      env: 'ZIGFLEET_RADIO',
      pattern: '^(tcp://[^\\s/]+:\\d{1,5}|/\\S+|mdns://\\S+)$',
    }),
    platform: Type.String({
      placeholder: 'HOST:PORT',
      description: "The platform's hub link.",
      env: 'ZIGFLEET_PLATFORM',
      pattern: '^(\\[[0-9a-fA-F:]+\\]|[^\\s:/]+):\\d{1,5}$',
    }),
    dataDir: Type.String({
      option: '--data',
      placeholder: 'DIR',
      description: "Folder of the hub's keys, network, devices and journal. Made if it is not there.",
      env: 'ZIGFLEET_HUB_DATA',
      minLength: 1,
    }),
    claimCode: Type.Optional(
      Type.String({
        option: '--claim',
        placeholder: 'CODE',
        description: 'Claims the hub into a home. Needed once; ignored by a platform that knows the hub.',
        env: 'ZIGFLEET_CLAIM',
        minLength: 1,
        maxLength: 128,
      }),
    ),
    hubModel: Type.Enum([...hubModels], {
      placeholder: 'MODEL',
      description: `What the hub is: ${hubModels.join(', ')}.`,
      env: 'ZIGFLEET_HUB_MODEL',
      default: 'smart-gateway',
    }),
    adapter: Type.Enum([...radioAdapters], {
      placeholder: 'KIND',
      description: `What kind of coordinator it is: ${radioAdapters.join(', ')}.`,
      env: 'ZIGFLEET_ADAPTER',
      default: 'zstack',
    }),
    baudRate: Type.Optional(
      Type.Integer({
        placeholder: 'BAUD',
        description: "Speed of a serial coordinator in bits per second. Default: the kind's own.",
        env: 'ZIGFLEET_BAUD_RATE',
        minimum: 1200,
        maximum: 4_000_000,
      }),
    ),
    overwriteNetwork: Type.Boolean({
      description:
        'Give up a Zigbee network that the coordinator may hold for that of this hub. Its devices are lost.',
      default: false,
    }),
    tls: Type.Boolean({
      description: 'Speak TLS to the platform.',
      env: 'ZIGFLEET_TLS',
      default: false,
    }),
    tlsCa: Type.Optional(
      Type.String({
        placeholder: 'FILE',
        description:
          "PEM file of the authority that signed the platform's certificate. Default: the system's.",
        env: 'ZIGFLEET_TLS_CA',
        minLength: 1,
      }),
    ),
    insecure: Type.Boolean({
      description: 'Allow a platform beyond this machine without TLS.',
      env: 'ZIGFLEET_INSECURE',
      default: false,
    }),
    logLevel: Type.Enum([...logLevels], {
      placeholder: 'LEVEL',
      description: `How much is logged: ${logLevels.join(', ')}.`,
      env: 'ZIGFLEET_LOG_LEVEL',
      default: 'info',
    }),
  },
  { additionalProperties: false },
);

export type HubConfig = Static<typeof hubConfigSchema>;
