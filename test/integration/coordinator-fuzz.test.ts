import { expect, it } from 'vitest';
import { encodeFrame } from '../../simulator/coordinator/znp/mt-frame.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { fuzzCoordinator } from '../fuzz/coordinator-fuzz.ts';
import { CoordinatorRig } from '../support/coordinator-rig.ts';
import { ZnpClient } from '../support/znp-client.ts';

it('takes half a frame for noise when the rest does not come within a second', async () => {
  const clock = new ManualClock();
  const rig = await CoordinatorRig.start({ clock });
  const client = await ZnpClient.connect(rig.server.port);
  try {
    const ping = encodeFrame(0x21, 0x01, Buffer.alloc(0));
    client.socket.write(Buffer.concat([ping, Buffer.of(0xfe, 200, 0x21)]));
    await client.take(0x61, 0x01);
    clock.advance(1_100);
    client.socket.write(ping);
    await client.take(0x61, 0x01);
    expect(rig.server.counts.badFrames).toBe(1);
  } finally {
    client.close();
    await rig.stop();
  }
});

it('serves the next client whatever strangers send to the coordinator’s port', async () => {
  const report = await fuzzCoordinator({ seed: 1, runs: 60 });
  expect(report.runs).toBe(60);
  // Not only noise that the parser skips: thousands of frames must get through to what is behind it.
  expect(report.acceptedFrames).toBeGreaterThan(1_000);
});
