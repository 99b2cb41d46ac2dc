/** A device's identity: `0x` and 16 lower-case hexadecimal digits (IEEE EUI-64). */
export type IeeeAddress = `0x${string}`;

const ieeeAddressPattern = /^0x[0-9a-f]{16}$/;

/** Whether a text is an IEEE address in our one spelling. */
export function isIeeeAddress(text: string): text is IeeeAddress {
  return ieeeAddressPattern.test(text);
}
