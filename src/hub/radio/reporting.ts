import { type Models, Zcl } from 'zigbee-herdsman';
import type { ReportingFindings } from '../../devices/command-findings.ts';
import { type ReportingRule, radioLimits } from '../../devices/radio-operation.ts';
import { RadioError } from './radio.ts';
import { withStatusCheck } from './status-check.ts';
import { attributeNamed, clusterNamed, endpointNumbered, type NamedCluster } from './zcl-names.ts';

type Device = Models.Device;
type Row = ReportingFindings['reporting'][number];

/** Which attributes are asked for; see `CommandAction`. */
export interface ReportingQuery {
  endpointId: number | null;
  cluster: string | null;
  attributes: readonly string[];
}

/** Attributes of one cluster that are asked for in one frame: more do not fit an answer. */
const attributesAtOnceMax = 4;

interface Question {
  endpoint: Models.Endpoint;
  cluster: NamedCluster;
  attributes: { ID: number; name: string }[];
}

/** Asks a device how it reports. */
export async function readReporting(device: Device, query: ReportingQuery): Promise<ReportingFindings> {
  const questions = query.attributes.length > 0 ? [namedQuestion(device, query)] : known(device, query);
  return await withStatusCheck(device, async () => {
    const reporting: Row[] = [];
    for (const question of questions) {
      for (let start = 0; start < question.attributes.length; start += attributesAtOnceMax) {
        const attributes = question.attributes.slice(start, start + attributesAtOnceMax);
        reporting.push(...(await ask({ ...question, attributes })));
      }
    }
    return { type: 'reporting', reporting };
  });
}

/** Configures how attributes of one cluster are reported, and asks the device what it has of it now. */
export async function configureReporting(
  device: Device,
  { endpointId, cluster: name, rules }: { endpointId: number; cluster: string; rules: ReportingRule[] },
): Promise<ReportingFindings> {
  const endpoint = endpointNumbered(device, endpointId);
  const cluster = clusterNamed(device, name);
  const items = rules.map((rule) => {
    const attribute = attributeNamed(cluster, device, rule.attribute);
    return {
      attribute: { ID: attribute.ID, type: attribute.type },
      minimumReportInterval: rule.minimumIntervalS,
      maximumReportInterval: rule.maximumIntervalS,
      reportableChange: rule.change ?? 0,
    };
  });
  await withStatusCheck(device, () => endpoint.configureReporting(cluster.ID, items));
  const attributes = rules.map(({ attribute }) => attribute);
  return await readReporting(device, { endpointId, cluster: name, attributes });
}

function namedQuestion(device: Device, query: ReportingQuery): Question {
  const { endpointId, cluster: name, attributes } = query;
  if (endpointId === null || name === null) {
    throw new RadioError({
      reason: 'invalid-value',
      detail: 'An attribute can only be named with its endpoint and cluster.',
    });
  }
  const cluster = clusterNamed(device, name);
  return {
    endpoint: endpointNumbered(device, endpointId),
    cluster,
    attributes: attributes.map((each) => attributeNamed(cluster, device, each)),
  };
}

/** What the hub has configured: there is no way to ask a device for all that it reports. */
function known(device: Device, { endpointId, cluster }: ReportingQuery): Question[] {
  const endpoints = endpointId === null ? device.endpoints : [endpointNumbered(device, endpointId)];
  const clusterId = cluster === null ? undefined : clusterNamed(device, cluster).ID;
  return endpoints.flatMap((endpoint) => {
    const configured = endpoint.configuredReportings.filter(
      (each) => clusterId === undefined || each.cluster.ID === clusterId,
    );
    return [...Map.groupBy(configured, (each) => each.cluster.ID).values()].flatMap((ofCluster) => {
      const [first] = ofCluster;
      return first
        ? [{ endpoint, cluster: first.cluster, attributes: ofCluster.map((each) => each.attribute) }]
        : [];
    });
  });
}

async function ask({ endpoint, cluster, attributes }: Question): Promise<Row[]> {
  const items = attributes.map(({ ID }) => ({ attribute: { ID } }));
  const records = await endpoint.readReportingConfig(cluster.ID, items);
  return records.map((record) => {
    const { attrId, status, minRepIntval, maxRepIntval, repChange } = record;
    const name = attributes.find(({ ID }) => ID === attrId)?.name;
    return {
      endpointId: endpoint.ID,
      clusterId: cluster.ID,
      cluster: cluster.name,
      attributeId: attrId,
      attribute: name ?? `0x${attrId.toString(16).padStart(4, '0')}`,
      status: Zcl.Status[status] ?? `0x${status.toString(16)}`,
      minimumIntervalS: interval(minRepIntval),
      maximumIntervalS: interval(maxRepIntval),
      change: typeof repChange === 'number' && Number.isFinite(repChange) ? repChange : null,
    };
  });
}

function interval(seconds: number | undefined): number | null {
  return seconds === undefined || seconds > radioLimits.intervalMaxS ? null : seconds;
}
