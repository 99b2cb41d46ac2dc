import type { CommandAction } from '../../src/devices/command-action.ts';
import type { CommandFindings } from '../../src/devices/command-findings.ts';
import type { TraitValues } from '../../src/devices/trait.ts';
import { exampleBindings } from '../../src/platform/api/routes/bindings.ts';
import { exampleNetworkMap } from '../../src/platform/api/routes/network-map.ts';
import { exampleReporting } from '../../src/platform/api/routes/reporting.ts';

/** What devices that obey confirm, and what a radio finds, in the house of the examples. */
export function obey(action: CommandAction): { confirmed: TraitValues; findings?: CommandFindings } {
  switch (action.type) {
    case 'setTraits':
      return { confirmed: action.values };
    case 'getTraits':
      return { confirmed: { state: 'OFF' } };
    case 'setGroupTraits': {
      const members = action.members.map(({ ieeeAddress, values }) => ({
        ...{ ieeeAddress, state: 'succeeded' as const, via: 'group' as const },
        ...{ confirmed: values, failure: null },
      }));
      return { confirmed: {}, findings: { type: 'group', groupId: action.groupId, members } };
    }
    case 'permitJoin':
      return { confirmed: {}, findings: { type: 'permitJoin', durationS: action.durationS } };
    case 'readNetworkMap':
      return { confirmed: {}, findings: exampleNetworkMap };
    case 'readBindings':
    case 'bind':
      return { confirmed: {}, findings: exampleBindings };
    case 'unbind':
      return { confirmed: {}, findings: { type: 'bindings', bindings: [] } };
    case 'readReporting':
    case 'configureReporting':
      return { confirmed: {}, findings: exampleReporting };
    default:
      return { confirmed: {} };
  }
}
