import { ByteWriter } from '../../zcl/byte-writer.ts';
import type { ClusterCommand, ClusterHandler, CommandOutcome } from '../../zcl/cluster-handler.ts';
import { groups, groupsResponses } from '../../zcl/clusters/groups.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import type { Identifying } from './serve-identify.ts';

/** Groups that an endpoint can be in: its table has so many rows. */
const groupsMax = 16;
const { commands } = groups;

/** Groups (ZCL 3.6): membership lives in the network layer, which finds group frames their endpoints. */
export function serveGroups(assembly: DeviceAssembly, endpointId: number, identify?: Identifying): void {
  assembly.server.handle(endpointId, groups, new GroupsPart(assembly, identify));
}

class GroupsPart implements ClusterHandler {
  readonly #assembly: DeviceAssembly;
  readonly #identify: Identifying | undefined;

  constructor(assembly: DeviceAssembly, identify: Identifying | undefined) {
    this.#assembly = assembly;
    this.#identify = identify;
  }

  command(command: ClusterCommand): CommandOutcome {
    const outcome = execute(this.#assembly, command, this.#identify);
    // Addressed to a group, these commands are carried out without an answer (ZCL 3.6.2.3).
    return typeof outcome === 'object' && !command.unicast ? 'silent' : outcome;
  }
}

function execute(
  assembly: DeviceAssembly,
  { endpointId, commandId, payload }: ClusterCommand,
  identify: Identifying | undefined,
): CommandOutcome {
  const network = assembly.network();
  const members = network.groupsOf(endpointId);
  switch (commandId) {
    case commands.addGroup:
    case commands.addGroupIfIdentifying: {
      const groupId = payload.uint16();
      // The name; kept by nobody, as `nameSupport` says.
      payload.bytes(payload.uint8());
      const conditional = commandId === commands.addGroupIfIdentifying;
      if (conditional && !identify?.active) return zclStatus.success;
      const full = !members.includes(groupId) && members.length >= groupsMax;
      if (!full) network.addGroup(endpointId, groupId);
      const status = full ? zclStatus.insufficientSpace : zclStatus.success;
      return conditional ? status : statusAndGroup(groupsResponses.addGroupResponse, status, groupId);
    }
    case commands.viewGroup: {
      const groupId = payload.uint16();
      const status = members.includes(groupId) ? zclStatus.success : zclStatus.notFound;
      const answer = new ByteWriter().uint8(status).uint16(groupId).uint8(0).toBuffer();
      return { commandId: groupsResponses.viewGroupResponse, payload: answer };
    }
    case commands.getGroupMembership: {
      const asked = Array.from({ length: payload.uint8() }, () => payload.uint16());
      const found = asked.length === 0 ? members : members.filter((groupId) => asked.includes(groupId));
      const answer = new ByteWriter().uint8(groupsMax - members.length).uint8(found.length);
      for (const groupId of found) answer.uint16(groupId);
      return { commandId: groupsResponses.getGroupMembershipResponse, payload: answer.toBuffer() };
    }
    case commands.removeGroup: {
      const groupId = payload.uint16();
      const status = members.includes(groupId) ? zclStatus.success : zclStatus.notFound;
      network.removeGroup(endpointId, groupId);
      return statusAndGroup(groupsResponses.removeGroupResponse, status, groupId);
    }
    default:
      for (const groupId of [...members]) network.removeGroup(endpointId, groupId);
      return zclStatus.success;
  }
}

function statusAndGroup(commandId: number, status: number, groupId: number): CommandOutcome {
  return { commandId, payload: new ByteWriter().uint8(status).uint16(groupId).toBuffer() };
}
