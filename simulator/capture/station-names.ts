import type { VirtualNetwork } from '../network/network.ts';
import type { StationNames } from './decode-frame.ts';

/**
 * The stations of a network by IEEE address, with what else is told of them.
 * @param modelIdOf - the model of a device, by IEEE address; undefined if it is not known
 */
export function stationNames(
  network: VirtualNetwork,
  modelIdOf: (ieeeAddress: string) => string | undefined = () => undefined,
): StationNames {
  return {
    nameOf(networkAddress) {
      const ieeeAddress = network.ieeeAddressOf(networkAddress);
      if (ieeeAddress === undefined) return undefined;
      const modelId = modelIdOf(ieeeAddress);
      return modelId === undefined ? ieeeAddress : `${ieeeAddress} ${modelId}`;
    },
  };
}
