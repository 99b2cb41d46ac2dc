import { describe, expect, it } from 'vitest';
import {
  type AvailabilitySegment,
  segmentsOf,
  summaryOf,
  type Transition,
  underHub,
} from './availability-timeline.ts';
import type { OnlineValue } from './history-point.ts';

const range = { fromMs: 100, toMs: 200 };
const at = (timeMs: number, value: OnlineValue): Transition => ({ timeMs, value });
/** As `from-to state`, with the cause where there is one. */
const told = (segments: readonly AvailabilitySegment[]) =>
  segments.map(({ fromMs, toMs, state, cause }) => `${fromMs}-${toMs} ${cause ?? state}`);
const deviceOf = (...transitions: Transition[]) => segmentsOf(range, transitions, 'online', 'device-silent');
const hubOf = (...transitions: Transition[]) => segmentsOf(range, transitions, 'online', 'hub-offline');

describe('segments', () => {
  it('begin with what was before the range, or else with what the first change after it was from', () => {
    expect(told(deviceOf(at(50, true), at(120, false), at(150, true)))).toEqual([
      '100-120 online',
      '120-150 device-silent',
      '150-200 online',
    ]);
    expect(told(deviceOf(at(50, false)))).toEqual(['100-200 device-silent']);
    expect(told(deviceOf(at(120, true)))).toEqual(['100-120 device-silent', '120-200 online']);
    expect(told(deviceOf(at(250, false)))).toEqual(['100-200 online']);
    expect(told(deviceOf(at(250, true)))).toEqual(['100-200 device-silent']);
    expect(told(deviceOf())).toEqual(['100-200 online']);
  });

  it('are unknown before it joined and after it left', () => {
    expect(told(deviceOf(at(120, 'joined'), at(180, null)))).toEqual([
      '100-120 unknown',
      '120-180 online',
      '180-200 unknown',
    ]);
  });

  it('are unknown before a hub was claimed, and before what left and came again', () => {
    expect(told(hubOf(at(120, null), at(121, true)))).toEqual(['100-121 unknown', '121-200 online']);
    expect(told(deviceOf(at(120, null), at(150, 'joined')))).toEqual(['100-150 unknown', '150-200 online']);
  });

  it('are joined where nothing changes, and none lasts no time', () => {
    expect(told(deviceOf(at(100, true), at(150, 'joined'), at(150, true)))).toEqual(['100-200 online']);
    expect(told(deviceOf(at(120, false), at(120, true)))).toEqual(['100-200 online']);
  });
});

describe('a device under its hub', () => {
  it('has one incident while the hub is offline, whatever it did meanwhile', () => {
    const hub = hubOf(at(120, false), at(160, true));
    const device = deviceOf(at(130, false), at(140, true), at(150, false), at(180, true));
    expect(told(underHub(device, hub))).toEqual([
      '100-120 online',
      '120-160 hub-offline',
      '160-180 device-silent',
      '180-200 online',
    ]);
  });

  it('is unknown while it was not there, and what it says where nothing is known of the hub', () => {
    expect(told(underHub(deviceOf(at(150, 'joined')), hubOf(at(50, false))))).toEqual([
      '100-150 unknown',
      '150-200 hub-offline',
    ]);
    expect(told(underHub(deviceOf(at(150, false)), []))).toEqual(['100-150 online', '150-200 device-silent']);
  });
});

describe('the summary', () => {
  it('counts uptime over the time of which it is known', () => {
    const segments = deviceOf(at(120, 'joined'), at(130, false), at(150, true));
    expect(summaryOf(segments)).toEqual({
      ...{ uptimePercent: 75, onlineMs: 60, offlineMs: 20, unknownMs: 20 },
      incidents: 1,
    });
    expect(summaryOf([]).uptimePercent).toBeNull();
  });
});
