import type { Meaning, TraitMeaning } from './truth-sink.ts';

function trait(name: string, value: boolean | number | undefined): Meaning | undefined {
  return value === undefined ? undefined : { traits: { [name]: value }, open: false };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Models whose frames mean something else than the clusters' names suggest. */
const meanings: Readonly<Record<string, TraitMeaning>> = {
  'lumi.sensor_magnet.aq2': {
    // On/Off of a contact sensor is that of its contact: on is open.
    ofAttributes: ({ cluster, attributes }) =>
      cluster === 'onOff' && typeof attributes.onOff === 'boolean'
        ? trait('contact', !attributes.onOff)
        : undefined,
  },
  'lumi.plug': {
    ofAttributes: ({ endpointId, cluster, attributes }) =>
      cluster === 'analogInput' && endpointId === 2
        ? trait('power', numberOf(attributes.presentValue))
        : undefined,
  },
};

/** What a model's frames mean beyond the general; undefined if it has nothing of its own. */
export function modelMeaning(modelId: string): TraitMeaning | undefined {
  return meanings[modelId];
}
