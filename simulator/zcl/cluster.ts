/** An attribute as its cluster defines it; what a device's attribute is worth lives in the device. */
export interface Attribute {
  clusterId: number;
  attributeId: number;
  name: string;
  /** A ZCL data type. */
  type: number;
  writable: boolean;
  /** Whether it may be reported (ZCL's "P" access). */
  reportable: boolean;
  /** Of a manufacturer-specific attribute: readable under this code only. */
  manufacturerCode: number | undefined;
}

/** A cluster: what its attributes and commands are called and numbered. Shared by all devices, never changed. */
export interface Cluster<A extends string = string, C extends string = string> {
  id: number;
  name: string;
  attributes: Readonly<Record<A, Attribute>>;
  /** Commands that the server receives. */
  commands: Readonly<Record<C, number>>;
}

/** `r` readable, `w` writable, `p` reportable. */
type Access = 'r' | 'rp' | 'rw' | 'rwp';

type AttributeSpec = readonly [attributeId: number, type: number, access: Access, manufacturerCode?: number];

/** Makes a cluster from a compact table: `name: [id, type, access, manufacturer code]`. */
export function defineCluster<A extends string, C extends string = never>(
  id: number,
  name: string,
  attributes: Record<A, AttributeSpec>,
  commands?: Record<C, number>,
): Cluster<A, C> {
  const defined: Partial<Record<A, Attribute>> = {};
  for (const attributeName of Object.keys(attributes) as A[]) {
    const [attributeId, type, access, manufacturerCode] = attributes[attributeName];
    defined[attributeName] = {
      clusterId: id,
      attributeId,
      name: attributeName,
      type,
      writable: access.includes('w'),
      reportable: access.includes('p'),
      manufacturerCode,
    };
  }
  return {
    id,
    name,
    attributes: defined as Record<A, Attribute>,
    commands: commands ?? ({} as Record<C, number>),
  };
}
