import { herdsmanClusters } from './herdsman-clusters.ts';

/** An attribute as a database names it. */
export interface AttributeFacts {
  attributeId: number;
  /** A ZCL data type. */
  type: number;
  writable: boolean;
  manufacturerCode: number | undefined;
}

interface ClusterFacts {
  clusterId: number;
  attributes: ReadonlyMap<string, AttributeFacts>;
}

const clusters: ReadonlyMap<string, ClusterFacts> = new Map(
  herdsmanClusters.map(([name, clusterId, text]) => [name, { clusterId, attributes: parseAttributes(text) }]),
);

function parseAttributes(text: string): Map<string, AttributeFacts> {
  const found = text.split(' ').filter((each) => each !== '');
  return new Map(
    found.map((each) => {
      const [name = '', id = '', type = '', manufacturer] = each.split(':');
      const facts = {
        attributeId: Number.parseInt(id, 16),
        type: Number.parseInt(type, 16),
        writable: type.endsWith('w'),
        manufacturerCode: manufacturer === undefined ? undefined : Number.parseInt(manufacturer, 16),
      };
      return [name, facts];
    }),
  );
}

/** A cluster by the name that zigbee-herdsman gives it; undefined for one that it was taught at run time. */
export function clusterFacts(name: string): ClusterFacts | undefined {
  return clusters.get(name);
}
