import { describe, expect, it } from 'vitest';
import type { Models } from 'zigbee-herdsman';
import { deliver } from './delivery.ts';

type Send = Models.Endpoint['zclCommand'];

/** An endpoint of a router, or of a battery device, that answers as it is told, the last answer for good. */
function makeEndpoint(answers: readonly (Error | 'answer')[], type: 'Router' | 'EndDevice' = 'Router') {
  const asked: unknown[] = [];
  const device = {
    ...{ type, powerSource: type === 'Router' ? 'Mains (single phase)' : 'Battery', networkAddress: 1 },
    addressRequests: 0,
    requestNetworkAddress: async () => {
      device.addressRequests++;
    },
  };
  const send = (async (...[, , , options]: Parameters<Send>) => {
    const answer = answers[asked.length] ?? answers.at(-1);
    asked.push(options);
    if (answer instanceof Error) throw answer;
    return answer;
  }) as unknown as Send;
  const endpoint = { getDevice: () => device } as unknown as Models.Endpoint;
  return { endpoint, send, asked, device };
}

const noAck = Object.assign(new Error("Data request failed with error: 'MAC_NO_ACK' (0xe9)"), { code: 233 });
const refused = Object.assign(new Error("Status 'UNSUPPORTED_ATTRIBUTE'"), { code: 134 });
const timeout = new Error('Timeout after 10000ms');

describe('a command to a device that always listens', () => {
  it('is sent again when it was not acknowledged, without the recovery of the library', async () => {
    const { endpoint, send, asked } = makeEndpoint([noAck, 'answer']);
    await expect(deliver(endpoint, send, ['genOnOff', 'on', {}, { timeout: 3 }])).resolves.toBe('answer');
    expect(asked).toEqual(Array(2).fill({ timeout: 3, disableRecovery: true }));
  });

  it('fails after the third time, having looked for another address', async () => {
    const { endpoint, send, asked, device } = makeEndpoint([noAck]);
    await expect(deliver(endpoint, send, ['genOnOff', 'on', {}])).rejects.toBe(noAck);
    expect([asked.length, device.addressRequests]).toEqual([3, 1]);
  });

  it('fails at once where sending again cannot help', async () => {
    const { endpoint, send, asked } = makeEndpoint([refused]);
    await expect(deliver(endpoint, send, ['genOnOff', 'on', {}])).rejects.toBe(refused);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['on', 1],
    ['toggle', 1],
    ['read', 2],
  ])('without an answer, %s is sent %i times at most', async (command, times) => {
    const { endpoint, send, asked } = makeEndpoint([timeout]);
    await expect(deliver(endpoint, send, ['genOnOff', command, {}])).rejects.toBe(timeout);
    expect(asked).toHaveLength(times);
  });

  it.each(['toggle', 'step', 'move'])('without an acknowledgement, %s is not sent again', async (command) => {
    const { endpoint, send, asked } = makeEndpoint([noAck]);
    await expect(deliver(endpoint, send, ['genOnOff', command, {}])).rejects.toBe(noAck);
    expect(asked).toHaveLength(1);
  });
});

it('a command to a device that sleeps is left to the library', async () => {
  const { endpoint, send, asked } = makeEndpoint([noAck], 'EndDevice');
  await expect(deliver(endpoint, send, ['genOnOff', 'on', {}])).rejects.toBe(noAck);
  expect(asked).toEqual([undefined]);
});
