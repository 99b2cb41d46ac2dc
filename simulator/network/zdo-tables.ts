import type { Binding } from './application.ts';
import { writeIeeeAddress } from './ieee-address.ts';
import { zdoClusters, zdoStatus } from './zdo-clusters.ts';
import type { Neighbour, RouteRow, ZdoSubject } from './zdo-subject.ts';

/** Rows that fit one frame, as common stacks send them. */
const rowsMax = { neighbours: 3, routes: 10, bindings: 3 };

const relationships = { parent: 0, child: 1, sibling: 2, none: 3 };

/** The answer to a request for a page of the neighbour, routing or binding table. */
export function answerTable(subject: ZdoSubject, sequence: number, clusterId: number, start: number): Buffer {
  const [rows, limit] = tableRows(subject, clusterId);
  const page = rows.slice(start, start + limit);
  const head = Buffer.of(sequence, zdoStatus.success, Math.min(255, rows.length), start, page.length);
  return Buffer.concat([head, ...page]);
}

function tableRows(subject: ZdoSubject, clusterId: number): [Buffer[], number] {
  switch (clusterId) {
    case zdoClusters.managementLqi:
      return [
        subject.neighbours().map((row) => neighbourBytes(subject.extendedPanId, row)),
        rowsMax.neighbours,
      ];
    case zdoClusters.managementRouting:
      return [subject.routes().map(routeBytes), rowsMax.routes];
    default:
      return [
        subject.bindings.map((binding) => bindingBytes(subject.ieeeAddress, binding)),
        rowsMax.bindings,
      ];
  }
}

function neighbourBytes(extendedPanId: string, row: Neighbour): Buffer {
  const bytes = Buffer.alloc(22);
  writeIeeeAddress(bytes, extendedPanId, 0);
  writeIeeeAddress(bytes, row.ieeeAddress, 8);
  bytes.writeUInt16LE(row.networkAddress, 16);
  bytes[18] = row.deviceType | (row.awakeWhenIdle ? 0x04 : 0) | (relationships[row.relationship] << 4);
  bytes[19] = row.deviceType === 2 ? 0x02 : row.permitsJoin ? 0x01 : 0x00;
  bytes[20] = row.depth;
  bytes[21] = row.linkQuality;
  return bytes;
}

function routeBytes(row: RouteRow): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt16LE(row.destination, 0);
  bytes.writeUInt16LE(row.nextHop, 3);
  return bytes;
}

function bindingBytes(ieeeAddress: string, binding: Binding): Buffer {
  const { target } = binding;
  const bytes = Buffer.alloc('groupId' in target ? 14 : 21);
  writeIeeeAddress(bytes, ieeeAddress, 0);
  bytes[8] = binding.sourceEndpointId;
  bytes.writeUInt16LE(binding.clusterId, 9);
  if ('groupId' in target) {
    bytes[11] = 1;
    bytes.writeUInt16LE(target.groupId, 12);
  } else {
    bytes[11] = 3;
    writeIeeeAddress(bytes, target.ieeeAddress, 12);
    bytes[20] = target.endpointId;
  }
  return bytes;
}
