import {
  afCommands,
  appConfigCommands,
  type MtRequest,
  sysCommands,
  utilCommands,
  zdoCommands,
} from '../../simulator/coordinator/znp/mt-commands.ts';
import type { FieldType } from '../../simulator/coordinator/znp/mt-fields.ts';
import {
  command0,
  dataBytesMax,
  encodeFrame,
  mtTypes,
  startOfFrame,
} from '../../simulator/coordinator/znp/mt-frame.ts';
import type { Random } from '../../src/common/random.ts';

const requests: MtRequest[] = [sysCommands, afCommands, zdoCommands, utilCommands, appConfigCommands].flatMap(
  (table) => Object.values<MtRequest>(table),
);

/** Values at which programs break, little-endian, of up to four bytes. */
const boundaries = [
  0, 1, 2, 0x0a, 0x64, 0x7f, 0x80, 0xf7, 0xfe, 0xff, 0x0100, 0x7fff, 0x8000, 0xfff7, 0xfffc,
];
const wideBoundaries = [0xfffd, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];
const sizes: Partial<Record<FieldType, number>> = { u8: 1, i8: 1, u16: 2, u32: 4, ieee: 8 };

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.integer(0, items.length - 1)] as T;
}

function randomBytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.integer(0, 255)));
}

function number(random: Random, size: number): Buffer {
  if (size > 4 || random.next() < 0.3) return randomBytes(random, size);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(pick(random, size === 1 ? boundaries : [...boundaries, ...wideBoundaries]));
  return bytes.subarray(0, size);
}

/** A field that is right, or lies about its length. */
function field(random: Random, type: FieldType): Buffer {
  const size = sizes[type];
  if (size !== undefined) return number(random, size);
  const length = random.next() < 0.1 ? random.integer(0, 200) : random.integer(0, 24);
  const content = randomBytes(random, type === 'u16List' ? length * 2 : length);
  if (type === 'rest') return content;
  const claimed = random.next() < 0.2 ? random.integer(0, 255) : length;
  return Buffer.concat([type === 'longBytes' ? Buffer.of(claimed, 0) : Buffer.of(claimed), content]);
}

/** A request that the coordinator knows, its fields drawn at and beyond their bounds. */
function knownRequest(random: Random): Buffer {
  const { subsystem, id, request, response } = pick(random, requests);
  const data = Buffer.concat(Object.values(request).map((type) => field(random, type)));
  return encodeFrame(
    command0(response ? mtTypes.sreq : mtTypes.areq, subsystem),
    id,
    data.subarray(0, dataBytesMax),
  );
}

/** A ZDO request for anyone; the coordinator passes these through. */
function zdoRequest(random: Random): Buffer {
  const data = Buffer.concat([number(random, 2), randomBytes(random, random.integer(0, 40))]);
  return encodeFrame(command0(mtTypes.sreq, 'zdo'), random.integer(0, 0x50), data);
}

/** An application frame to anyone, with a ZCL frame, right or wrong, in it. */
function applicationFrame(random: Random, networkAddresses: readonly number[]): Buffer {
  const zcl = Buffer.concat([
    Buffer.of(pick(random, [0x00, 0x01, 0x10, 0x11, 0x04, 0x05, 0x18, random.integer(0, 255)])),
    randomBytes(random, random.integer(0, 60)),
  ]);
  const networkAddress = pick(random, [
    ...networkAddresses,
    0,
    0xfffc,
    0xfffd,
    0xffff,
    random.integer(0, 0xffff),
  ]);
  const clusterId = pick(random, [0, 3, 4, 5, 6, 8, 0x0c, 0x0300, 0x0402, 0xfcc0, random.integer(0, 0xffff)]);
  const head = Buffer.alloc(10);
  head.writeUInt16LE(networkAddress, 0);
  head.writeUInt8(pick(random, [0, 1, 2, 255, random.integer(0, 255)]), 2);
  head.writeUInt8(pick(random, [1, 1, 1, random.integer(0, 255)]), 3);
  head.writeUInt16LE(clusterId, 4);
  head.writeUInt8(random.integer(0, 255), 6);
  head.writeUInt8(random.integer(0, 255), 7);
  head.writeUInt8(30, 8);
  head.writeUInt8(random.next() < 0.1 ? random.integer(0, 255) : zcl.length, 9);
  return encodeFrame(command0(mtTypes.sreq, 'af'), 0x01, Buffer.concat([head, zcl]));
}

/** A frame of any kind whose check byte is right. */
function anyFrame(random: Random): Buffer {
  return encodeFrame(
    random.integer(0, 255),
    random.integer(0, 255),
    randomBytes(random, random.next() < 0.1 ? dataBytesMax : random.integer(0, 40)),
  );
}

/** Bytes changed, lost, doubled or put in. */
function mutate(random: Random, frame: Buffer): Buffer {
  const bytes = [...frame];
  const changes = random.integer(1, 3);
  for (let change = 0; change < changes; change++) {
    const index = random.integer(0, Math.max(0, bytes.length - 1));
    const kind = random.integer(0, 3);
    if (kind === 0) bytes[index] = random.integer(0, 255);
    else if (kind === 1) bytes.splice(index, 1);
    else if (kind === 2) bytes.splice(index, 0, bytes[index] ?? 0);
    else bytes.splice(index, 0, pick(random, [startOfFrame, 0, 255, random.integer(0, 255)]));
  }
  return Buffer.from(bytes);
}

/**
 * Something that a broken or hostile client might send: noise, frames cut short or changed, requests at and beyond
 * their bounds. About a third are whole frames.
 * @param networkAddresses - of nodes that are there
 */
export function hostileBytes(random: Random, networkAddresses: readonly number[]): Buffer {
  const kind = random.next();
  if (kind < 0.08) return randomBytes(random, random.integer(1, 300));
  if (kind < 0.11) return Buffer.alloc(random.integer(1, 600), startOfFrame);
  const frame = pick(random, [
    () => knownRequest(random),
    () => knownRequest(random),
    () => zdoRequest(random),
    () => applicationFrame(random, networkAddresses),
    () => anyFrame(random),
  ])();
  if (kind < 0.3) return frame.subarray(0, random.integer(0, frame.length - 1));
  if (kind < 0.55) return mutate(random, frame);
  return frame;
}
