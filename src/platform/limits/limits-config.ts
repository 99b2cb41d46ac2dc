import { Type } from 'typebox';

/** A whole number of the configuration: its environment variable is `ZIGFLEET_` and its name. */
const count = (
  env: string,
  description: string,
  [minimum, maximum]: readonly [number, number],
  defaultCount: number,
  placeholder = 'COUNT',
) =>
  Type.Integer({
    ...{ placeholder, description, env: `ZIGFLEET_${env}`, minimum, maximum, default: defaultCount },
  });

/** What one account, address or home may take: part of the configuration of a platform node. */
export const limitsConfig = {
  accountRatePerS: count(
    'ACCOUNT_RATE_PER_S',
    'How many requests a second one account may make, on all nodes together; twice as many at once.',
    [1, 1_000_000],
    10_000,
  ),
  keyRatePerS: count(
    'KEY_RATE_PER_S',
    'How many requests a second one API key may make; twice as many at once.',
    [1, 1_000_000],
    10_000,
  ),
  addressRatePerS: count(
    'ADDRESS_RATE_PER_S',
    'How many requests a second may come from one address; twice as many at once.',
    [1, 1_000_000],
    10_000,
  ),
  loginRatePerMin: count(
    'LOGIN_RATE_PER_MIN',
    'How many logins, registrations and token exchanges a minute may come from one address; half as many at once.',
    [2, 1_000_000],
    1_200,
  ),
  connectionsMax: count(
    'CONNECTIONS_MAX',
    'How many connections the HTTP API has open at most; further ones are closed at once.',
    [10, 1_000_000],
    20_000,
  ),
  connectionsPerAddressMax: count(
    'CONNECTIONS_PER_ADDRESS_MAX',
    'How many connections one address may have open. Trusted proxies have as many as they need.',
    [1, 1_000_000],
    5_000,
  ),
  eventLoopDelayMaxMs: count(
    'EVENT_LOOP_DELAY_MAX_MS',
    'How late the event loop may be on average before requests are answered with 503 and Retry-After.',
    [20, 60_000],
    250,
    'MS',
  ),
  homesPerAccountMax: count('HOMES_PER_ACCOUNT_MAX', 'How many homes an account may have.', [1, 10_000], 50),
  keysPerAccountMax: count('KEYS_PER_ACCOUNT_MAX', 'How many API keys an account may have.', [1, 1_000], 100),
  membersPerHomeMax: count('MEMBERS_PER_HOME_MAX', 'How many members a home may have.', [1, 10_000], 100),
  roomsPerHomeMax: count('ROOMS_PER_HOME_MAX', 'How many rooms a home may have.', [1, 2_000], 200),
  webhooksPerHomeMax: count('WEBHOOKS_PER_HOME_MAX', 'How many webhooks a home may have.', [1, 1_000], 20),
  hubsPerHomeMax: count('HUBS_PER_HOME_MAX', 'How many hubs a home may have.', [1, 10_000], 256),
  devicesPerHomeMax: count(
    'DEVICES_PER_HOME_MAX',
    'How many devices a home may have before its networks are opened to no more of them.',
    [1, 1_000_000],
    10_000,
  ),
};
