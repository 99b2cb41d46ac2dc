import { type Controller, type Models, Zdo } from 'zigbee-herdsman';
import { sendZdo } from './herdsman-inside.ts';

/** The tables that a node tells page by page (Zigbee specification r22, 2.4.3.3.2 to 2.4.3.3.4), and their rows. */
interface Tables {
  neighbours: Awaited<ReturnType<Models.Device['lqi']>>[number];
  routes: Awaited<ReturnType<Models.Device['routingTable']>>[number];
  bindings: Awaited<ReturnType<Models.Device['bindingTable']>>[number];
}

const tables = {
  neighbours: { clusterId: Zdo.ClusterId.LQI_TABLE_REQUEST, total: 'neighborTableEntries' },
  routes: { clusterId: Zdo.ClusterId.ROUTING_TABLE_REQUEST, total: 'routingTableEntries' },
  bindings: { clusterId: Zdo.ClusterId.BINDING_TABLE_REQUEST, total: 'bindingTableEntries' },
} as const;

/** Rows of a table have an index of 8 bits. */
const rowsMax = 255;

/**
 * Reads a table of a node. The library's own way goes on asking for as long as a node claims to have more rows than it
 * tells; this ends with the first page that tells none.
 * @throws Zdo.StatusError what the node answered, or what the adapter raised
 */
export async function readTable<Name extends keyof Tables>(
  controller: Controller,
  device: Pick<Models.Device, 'ieeeAddr' | 'networkAddress'>,
  name: Name,
): Promise<Tables[Name][]> {
  const { clusterId, total } = tables[name];
  const rows: Tables[Name][] = [];
  for (;;) {
    const [status, answer] = await sendZdo(controller, device, clusterId, rows.length);
    if (status !== Zdo.Status.SUCCESS || !answer) throw new Zdo.StatusError(status);
    const page = answer.entryList as Tables[Name][];
    rows.push(...page);
    const count = Math.min(Number(answer[total]), rowsMax);
    if (page.length === 0 || rows.length >= count) return rows.slice(0, rowsMax);
  }
}
