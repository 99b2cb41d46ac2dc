import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { isIeeeAddress } from '../../../devices/ieee-address.ts';
import type { Accounts } from '../../domain/account.ts';
import type { Home } from '../../domain/home.ts';
import type { Principal, Role } from '../../domain/principal.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, homeOf } from '../caller.ts';
import { conditionHeadersSchema, ifMatchOf, tellTag } from '../conditions.ts';
import { operation, problemExample, quotaExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema, ieeeAddressSchema } from '../schemas/common-schemas.ts';
import {
  accountIdSchema,
  exampleHome,
  homeSchema,
  nameSchema,
  toHomeResource,
} from '../schemas/home-schema.ts';
import { doneSchema } from './accounts.ts';

export const homeParams = Type.Object({ homeId: homeIdSchema });
export const unknownHome = {
  summary: 'No such home',
  params: { homeId: 'home-none' },
  ...problemExample('not-found', 'There is no such home.'),
};
const params = { homeId: 'home-1' };

/** `GET /v1/homes`: the homes of the account. */
export function addListHomes(app: ApiInstance, { ports }: RouteContext): void {
  const list = Type.Object(
    { homes: Type.Array(homeSchema, { description: 'The homes.', examples: [[exampleHome]] }) },
    { description: 'Homes.' },
  );
  const about = operation(
    {},
    {
      permission: 'homes:read',
      operationId: 'listHomes',
      tag: 'homes',
      summary: 'List homes',
      description:
        'The homes that the token reaches, with the role in each. A guest who is limited to some devices is shown no security devices.',
      responses: { 200: { description: 'The homes.', schema: list } },
      examples: { homes: { summary: 'All', status: 200, response: { homes: [exampleHome] } } },
    },
  );
  app.get('/v1/homes', about, async (request) => {
    const { principal } = callerOf(request);
    const homes = await Promise.all(
      [...principal.homes].map(async ([homeId, role]) => {
        const home = await ports.homes.get(homeId);
        return home ? [shownTo(principal, home, role)] : [];
      }),
    );
    return { homes: homes.flat() };
  });
}

/** `POST /v1/homes`: makes a home. */
export function addCreateHome(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object({ name: nameSchema }, { additionalProperties: false, description: 'The home.' });
  const about = operation(
    { body },
    {
      permission: 'homes:join',
      operationId: 'createHome',
      tag: 'homes',
      summary: 'Make a home',
      description:
        'A home that the account owns. An account has at most 50, unless the operator says otherwise.',
      responses: { 201: { description: 'The home.', schema: homeSchema } },
      examples: {
        create: {
          summary: 'A second home',
          body: { name: 'Cottage' },
          status: 201,
          response: { ...exampleHome, homeId: 'home-3', name: 'Cottage' },
        },
        ...quotaExample('homesPerAccountMax', { body: { name: 'Cottage' } }),
      },
    },
  );
  app.post('/v1/homes', about, async (request, reply) => {
    const { principal, bearerToken } = callerOf(request);
    const home = await ports.homes.create(principal.accountId, request.body.name);
    ports.credentials.forget(bearerToken);
    tellTag(reply.code(201), home.etag + variantOf('owner'));
    return toHomeResource(home, 'owner');
  });
}

/** `GET /v1/homes/{homeId}`: one home. */
export function addReadHome(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: homeParams },
    {
      permission: 'homes:read',
      operationId: 'readHome',
      tag: 'homes',
      summary: 'Read a home',
      description: 'One home, and the role in it.',
      responses: { 200: { description: 'The home.', schema: homeSchema } },
      examples: { home: { summary: 'A home', params, status: 200, response: exampleHome }, unknownHome },
    },
  );
  app.get('/v1/homes/:homeId', about, async (request, reply) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.params.homeId);
    const home = await ports.homes.get(homeId);
    if (!home) throw new ZigfleetError('not-found', 'There is no such home.');
    const role = roleIn(caller, homeId);
    const { principal } = caller;
    tellTag(reply, home.etag + variantOf(isLimited(principal, homeId) ? 'limited' : role));
    return shownTo(principal, home, role);
  });
}

/** `PATCH /v1/homes/{homeId}`: changes a home. */
export function addUpdateHome(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      name: Type.Optional(nameSchema),
      pinRequired: Type.Optional(
        Type.Boolean({
          description: 'Whether commands to locks and other security devices need a PIN.',
          examples: [true],
        }),
      ),
      securityDevices: Type.Optional(
        Type.Array(ieeeAddressSchema, {
          maxItems: 100,
          description: 'Devices that need the PIN too, although their traits do not say so.',
          examples: [['0x00158d00045a1b20']],
        }),
      ),
      password: Type.Optional(
        Type.String({
          maxLength: 256,
          description:
            'The password of the account, if it has one: needed to ask for a PIN less often than before. A stolen token shall not be enough.',
          examples: ['correct horse battery'],
        }),
      ),
    },
    { additionalProperties: false, description: 'What changes.' },
  );
  const about = operation(
    { params: homeParams, headers: conditionHeadersSchema, body },
    {
      permission: 'homes:update',
      operationId: 'updateHome',
      tag: 'homes',
      summary: 'Change a home',
      description:
        'Renames it, or says which commands need the PIN of who sends them: those to devices with a lock, and to those named here.',
      responses: { 200: { description: 'The home.', schema: homeSchema } },
      examples: {
        rename: {
          summary: 'Another name',
          params,
          body: { name: 'Villa' },
          status: 200,
          response: { ...exampleHome, name: 'Villa', version: 2 },
        },
        secure: {
          summary: 'A PIN for locks and one more device',
          params,
          body: { pinRequired: true, securityDevices: ['0x00158d00045a1b20'] },
          status: 200,
          response: {
            ...exampleHome,
            ...{ pinRequired: true, securityDevices: ['0x00158d00045a1b20'], version: 2 },
          },
        },
        unknownHome: { ...unknownHome, body: { name: 'Villa' } },
      },
    },
  );
  app.patch('/v1/homes/:homeId', about, async (request, reply) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.params.homeId);
    const { securityDevices, password, ...rest } = request.body;
    const addresses = securityDevices?.map((each) => each.toLowerCase());
    if (addresses && !addresses.every(isIeeeAddress)) {
      const fault = {
        ...{ code: 'invalid-request', field: 'body/securityDevices' },
        expected: 'must be `0x` and 16 hexadecimal digits each',
      };
      throw new ZigfleetError('invalid-request', 'A security device is no IEEE address.', {
        context: { faults: [fault] },
      });
    }
    const role = roleIn(caller, homeId);
    const change = { ...rest, ...(addresses && { securityDevices: addresses.filter(isIeeeAddress) }) };
    const before = await ports.homes.get(homeId);
    if (before && isLessSecure(before, change)) await confirmPassword(ports.accounts, caller, password);
    const condition = ifMatchOf(request.headers['if-match'], variantOf(role));
    const home = await ports.homes.update(homeId, change, condition);
    tellTag(reply, home.etag + variantOf(role));
    return toHomeResource(home, role);
  });
}

/** `DELETE /v1/homes/{homeId}`: removes a home. */
export function addDeleteHome(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: homeParams, headers: conditionHeadersSchema },
    {
      permission: 'homes:delete',
      operationId: 'deleteHome',
      tag: 'homes',
      summary: 'Remove a home',
      description:
        'Removes the home with all its data. Its hubs are released, its members lose access at once.',
      responses: { 200: { description: 'It is gone.', schema: doneSchema } },
      examples: {
        remove: { summary: 'Remove it', params, status: 200, response: { done: true } },
        unknownHome,
      },
    },
  );
  app.delete('/v1/homes/:homeId', about, async (request) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.params.homeId);
    await ports.homes.remove(
      homeId,
      ifMatchOf(request.headers['if-match'], variantOf(roleIn(caller, homeId))),
    );
    ports.credentials.forget(caller.bearerToken);
    return { done: true };
  });
}

/** `POST /v1/homes/{homeId}/transfer`: makes another member the owner. */
export function addTransferHome(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { accountId: accountIdSchema },
    { additionalProperties: false, description: 'To whom.' },
  );
  const about = operation(
    { params: homeParams, body },
    {
      permission: 'homes:transfer',
      operationId: 'transferHome',
      tag: 'homes',
      summary: 'Transfer a home',
      description: 'Makes another member the owner. Who was it stays as an admin.',
      responses: { 200: { description: 'It is transferred.', schema: doneSchema } },
      examples: {
        transfer: {
          summary: 'To an admin',
          params,
          body: { accountId: 'account-admin' },
          status: 200,
          response: { done: true },
        },
        stranger: {
          summary: 'To somebody who is no member',
          params,
          body: { accountId: 'account-none' },
          ...problemExample('not-found', 'There is no such member.'),
        },
      },
    },
  );
  app.post('/v1/homes/:homeId/transfer', about, async (request) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.params.homeId);
    await ports.homes.transfer(homeId, caller.principal.accountId, request.body.accountId);
    ports.credentials.forget(caller.bearerToken);
    return { done: true };
  });
}

/** `PUT /v1/homes/{homeId}/pin`: sets the own PIN. */
export function addSetPin(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      pin: Type.String({ pattern: '^[0-9]{4,12}$', description: '4 to 12 digits.', examples: ['482913'] }),
      password: Type.Optional(
        Type.String({
          maxLength: 256,
          description: 'The password of the account, if it has one: a stolen token shall not be enough.',
          examples: ['correct horse battery'],
        }),
      ),
    },
    { additionalProperties: false, description: 'The PIN.' },
  );
  const about = operation(
    { params: homeParams, body },
    {
      permission: 'homes:set-pin',
      operationId: 'setPin',
      tag: 'homes',
      summary: 'Set the PIN',
      description:
        'The PIN with which this account confirms commands to security devices of the home, as the header `Security-Pin`.',
      responses: { 200: { description: 'It is set.', schema: doneSchema } },
      examples: {
        set: {
          summary: 'A PIN',
          params,
          body: { pin: '482913', password: 'correct horse battery' },
          status: 200,
          response: { done: true },
        },
        wrongPassword: {
          summary: 'The password is wrong',
          params,
          body: { pin: '482913', password: 'wrong' },
          ...problemExample('permission-denied', 'The password is missing or wrong.'),
        },
      },
    },
  );
  app.put('/v1/homes/:homeId/pin', about, async (request) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.params.homeId);
    const { pin, password } = request.body;
    await confirmPassword(ports.accounts, caller, password);
    await ports.homes.setPin(homeId, caller.principal.accountId, pin);
    return { done: true };
  });
}

function roleIn(caller: Caller, homeId: string): Role {
  return caller.principal.homes.get(homeId) ?? 'guest';
}

function isLimited({ reach }: Principal, homeId: string): boolean {
  return reach?.has(homeId) === true;
}

/** A guest who is limited to some devices is not told of others. */
function shownTo(principal: Principal, home: Home, role: Role) {
  const shown = isLimited(principal, home.homeId) ? { ...home, securityDevices: [] } : home;
  return toHomeResource(shown, role);
}

/** A home is told with the role of who asks: for each role another representation, with a tag of its own. */
function variantOf(role: Role | 'limited'): string {
  return `.${role}`;
}

/** Whether fewer commands would need a PIN than before. */
function isLessSecure(before: Home, change: Partial<Pick<Home, 'pinRequired' | 'securityDevices'>>): boolean {
  if (!before.pinRequired) return false;
  const { pinRequired = true, securityDevices = before.securityDevices } = change;
  return !pinRequired || !before.securityDevices.every((each) => securityDevices.includes(each));
}

/** @throws ZigfleetError `permission-denied`, `rate-limited` */
async function confirmPassword(
  accounts: Accounts,
  { principal }: Caller,
  password: string | undefined,
): Promise<void> {
  if (await accounts.confirmPassword(principal.accountId, password)) return;
  throw new ZigfleetError('permission-denied', 'The password is missing or wrong.');
}
