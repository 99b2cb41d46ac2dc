import type { ApiInstance, RouteContext } from '../route-context.ts';
import { addCommandGroup } from './group-command.ts';
import { addCreateGroup, addDeleteGroup, addListGroups, addReadGroup, addUpdateGroup } from './groups.ts';

/** The operations on groups of devices. */
export function addGroupRoutes(app: ApiInstance, context: RouteContext): void {
  addListGroups(app, context);
  addCreateGroup(app, context);
  addReadGroup(app, context);
  addUpdateGroup(app, context);
  addDeleteGroup(app, context);
  addCommandGroup(app, context);
}
