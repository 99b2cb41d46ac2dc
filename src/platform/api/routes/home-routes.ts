import type { ApiInstance, RouteContext } from '../route-context.ts';
import { addExportHomeAudit, addListHomeAudit } from './audit.ts';
import {
  addCreateHome,
  addDeleteHome,
  addListHomes,
  addReadHome,
  addSetPin,
  addTransferHome,
  addUpdateHome,
} from './homes.ts';
import {
  addAcceptInvitation,
  addChangeMember,
  addInvite,
  addLeaveHome,
  addListInvitations,
  addListMembers,
  addReadMember,
  addRemoveMember,
  addWithdrawInvitation,
} from './members.ts';
import { addCreateRoom, addDeleteRoom, addListRooms, addReadRoom, addUpdateRoom } from './rooms.ts';

/** The operations on homes, their members and rooms. */
export function addHomeRoutes(app: ApiInstance, context: RouteContext): void {
  addListHomes(app, context);
  addCreateHome(app, context);
  addReadHome(app, context);
  addUpdateHome(app, context);
  addDeleteHome(app, context);
  addTransferHome(app, context);
  addSetPin(app, context);
  addListMembers(app, context);
  addReadMember(app, context);
  addChangeMember(app, context);
  addRemoveMember(app, context);
  addLeaveHome(app, context);
  addListInvitations(app, context);
  addInvite(app, context);
  addWithdrawInvitation(app, context);
  addAcceptInvitation(app, context);
  addListRooms(app, context);
  addReadRoom(app, context);
  addCreateRoom(app, context);
  addUpdateRoom(app, context);
  addDeleteRoom(app, context);
  addListHomeAudit(app, context);
  addExportHomeAudit(app, context);
}
