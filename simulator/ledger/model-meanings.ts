import type { TraitValue } from '../../src/devices/trait.ts';
import { commonTags, type HeartbeatMeaning, meaningOfHeartbeat } from './lumi-heartbeat-meaning.ts';
import type { AttributeFacts, Meaning, TraitMeaning } from './truth-sink.ts';

function trait(name: string, value: TraitValue): Meaning {
  return { traits: { [name]: value }, open: false };
}

/** The heartbeat of a Lumi device, wherever it has it. */
function heartbeat({ attributes }: AttributeFacts, tags: HeartbeatMeaning): Meaning | undefined {
  const bytes = attributes.lumiHeartbeat ?? attributes.heartbeat;
  return bytes === undefined ? undefined : meaningOfHeartbeat(bytes, tags);
}

const { contact, deviceTemperature, energy, humidity, power, powerOutageCount } = commonTags;
const { pressure, state, temperature, triggerCount, voltage } = commonTags;
const weatherTags: HeartbeatMeaning = new Map([voltage, temperature, humidity, pressure]);
const magnetTags: HeartbeatMeaning = new Map([
  voltage,
  deviceTemperature,
  powerOutageCount,
  triggerCount,
  contact,
]);
const plugTags: HeartbeatMeaning = new Map([state, deviceTemperature, power, energy]);
const lampTags: HeartbeatMeaning = new Map([state, deviceTemperature, powerOutageCount]);

/** Models whose frames mean something else, or more, than the clusters' names suggest. */
const meanings: ReadonlyMap<string, TraitMeaning> = new Map<string, TraitMeaning>([
  ['lumi.weather', { ofAttributes: (facts) => heartbeat(facts, weatherTags) }],
  [
    'lumi.sensor_magnet.aq2',
    {
      // On/Off of a contact sensor is that of its contact: on is open.
      ofAttributes: (facts) =>
        facts.cluster === 'onOff' && typeof facts.attributes.onOff === 'boolean'
          ? trait('contact', !facts.attributes.onOff)
          : heartbeat(facts, magnetTags),
    },
  ],
  [
    'lumi.plug',
    {
      ofAttributes: (facts) =>
        facts.cluster === 'analogInput' && typeof facts.attributes.presentValue === 'number'
          ? trait('power', facts.attributes.presentValue)
          : heartbeat(facts, plugTags),
    },
  ],
  ['lumi.light.cwac02', { ofAttributes: (facts) => heartbeat(facts, lampTags) }],
]);

/** What a model's frames mean beyond the general; undefined if it has nothing of its own. */
export function modelMeaning(modelId: string): TraitMeaning | undefined {
  return meanings.get(modelId);
}
