import type { ApiInstance, RouteContext } from '../route-context.ts';
import { addReadDeviceAvailability, addReadHubAvailability } from './availability.ts';
import { addReadHistory } from './history.ts';
import { addReadHistoryUsage } from './history-usage.ts';

/** The operations on what was. */
export function addHistoryRoutes(app: ApiInstance, context: RouteContext): void {
  addReadHistoryUsage(app, context);
  addReadHistory(app, context);
  addReadDeviceAvailability(app, context);
  addReadHubAvailability(app, context);
}
