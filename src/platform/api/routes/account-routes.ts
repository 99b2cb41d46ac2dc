import { addDevicePage } from '../device-page.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import {
  addDeleteAccount,
  addLogIn,
  addLogOut,
  addReadAccount,
  addRefresh,
  addRegister,
  addSetPassword,
} from './accounts.ts';
import { addCreateApiKey, addDeleteApiKey, addListApiKeys } from './api-keys.ts';
import { addExportPlatformAudit, addListAccountAudit, addListPlatformAudit } from './audit.ts';
import { addBeginDeviceLogin, addDecideDeviceLogin, addExchangeGrant } from './device-logins.ts';

/** The operations on accounts and credentials. */
export function addAccountRoutes(app: ApiInstance, context: RouteContext): void {
  addRegister(app, context);
  addLogIn(app, context);
  addRefresh(app, context);
  addLogOut(app, context);
  addReadAccount(app, context);
  addSetPassword(app, context);
  addDeleteAccount(app, context);
  addListApiKeys(app, context);
  addCreateApiKey(app, context);
  addDeleteApiKey(app, context);
  addBeginDeviceLogin(app, context);
  addExchangeGrant(app, context);
  addDecideDeviceLogin(app, context);
  addListAccountAudit(app, context);
  addListPlatformAudit(app, context);
  addExportPlatformAudit(app, context);
  addDevicePage(app, context);
}
