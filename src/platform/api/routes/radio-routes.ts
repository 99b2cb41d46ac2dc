import type { ApiInstance, RouteContext } from '../route-context.ts';
import { addReadBindings, addWriteBindings } from './bindings.ts';
import { addGetValues, addInterviewDevice } from './device-radio.ts';
import { addMakeNetworkMap, addReadNetworkMap } from './network-map.ts';
import { addConfigureReporting, addReadReporting } from './reporting.ts';

/** The operations of the radio. */
export function addRadioRoutes(app: ApiInstance, context: RouteContext): void {
  addInterviewDevice(app, context);
  addGetValues(app, context);
  addReadBindings(app, context);
  addWriteBindings(app, context);
  addReadReporting(app, context);
  addConfigureReporting(app, context);
  addReadNetworkMap(app, context);
  addMakeNetworkMap(app, context);
}
