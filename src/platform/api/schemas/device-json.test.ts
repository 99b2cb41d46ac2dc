import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import { exampleLight } from '../example-world.ts';
import { toDeviceJson } from './device-json.ts';
import { toDeviceResource } from './device-schema.ts';

const text = fc.string({ unit: 'binary', maxLength: 20 });
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const value = fc.jsonValue({ maxDepth: 2 }).filter((each) => each !== undefined);

const twins = fc.record({
  ieeeAddress: fc.constantFrom('0x00158d0000000001' as const, '0x00158d0000000002' as const),
  homeId: text,
  hubId: text,
  name: text,
  roomId: fc.option(text),
  icon: fc.option(text),
  description: text,
  reported: fc.dictionary(text, fc.record({ value, observedAtMs: time })),
  desired: fc.dictionary(text, value),
  available: fc.boolean(),
  hubOnline: fc.boolean(),
  lastSeenMs: fc.oneof(fc.constant(0), time),
  linkQuality: fc.option(fc.integer({ min: 0, max: 255 })),
  version: fc.nat(),
});

describe('toDeviceJson', () => {
  it('says exactly what the resource says', () => {
    fc.assert(
      fc.property(twins, ({ description, ...rest }) => {
        // The traits are the same array every time, as those of one model are: what else there is must still be told.
        const descriptor = { ...exampleLight.descriptor, ieeeAddress: rest.ieeeAddress, description };
        const twin = { ...rest, descriptor } as unknown as DeviceTwin;
        expect(toDeviceJson(twin)).toBe(JSON.stringify(toDeviceResource(twin)));
      }),
    );
  });
});
