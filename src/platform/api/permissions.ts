import type { Role } from '../domain/principal.ts';

interface PermissionMeaning {
  /** What it allows, for the documentation. */
  description: string;
  /** Who has it, within a home. */
  roles: readonly Role[];
}

/**
 * The one table of permission × role: the API enforces it and the tests replay it. Every operation names exactly
 * one of these, or `public`.
 */
export const permissions = {
  'hubs:read': {
    description: 'See the hubs of the home.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'hubs:claim': {
    description: 'Bring a new hub into the home.',
    roles: ['owner', 'admin'],
  },
  'hubs:permit-join': {
    description: 'Let new devices join through a hub.',
    roles: ['owner', 'admin'],
  },
  'devices:read': {
    description: 'See the devices of the home and their values.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'devices:manage': {
    description: 'Rename, move and remove devices.',
    roles: ['owner', 'admin'],
  },
  'devices:command': {
    description: 'Set traits of devices.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'devices:radio': {
    description: 'Interview devices again, map the network, read and change bindings and reporting.',
    roles: ['owner', 'admin'],
  },
  'groups:read': {
    description: 'See the groups of devices of the home.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'groups:manage': {
    description: 'Make, change and remove groups of devices.',
    roles: ['owner', 'admin'],
  },
  'commands:read': {
    description: 'See what became of commands.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'commands:cancel': {
    description: 'Cancel commands that wait, whoever sent them.',
    roles: ['owner', 'admin', 'member'],
  },
  'events:read': {
    description: 'Follow what happens in the home.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'homes:read': {
    description: 'See the home, its rooms, and the own role in it.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'homes:update': {
    description: 'Rename the home, and say which commands need a PIN.',
    roles: ['owner', 'admin'],
  },
  'homes:delete': {
    description: 'Remove the home with all its data.',
    roles: ['owner'],
  },
  'homes:transfer': {
    description: 'Make another member the owner.',
    roles: ['owner'],
  },
  'homes:leave': {
    description: 'Stop being a member. The owner transfers or removes the home instead.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'homes:set-pin': {
    description: 'Set the own PIN for commands to security devices.',
    roles: ['owner', 'admin', 'member', 'guest'],
  },
  'members:read': {
    description: 'See who belongs to the home.',
    roles: ['owner', 'admin', 'member'],
  },
  'members:manage': {
    description: 'Invite, change and remove members. Only the owner makes or changes admins.',
    roles: ['owner', 'admin'],
  },
  'rooms:manage': {
    description: 'Make, change and remove rooms.',
    roles: ['owner', 'admin'],
  },
  'audit:read': {
    description: 'See who did what in the home.',
    roles: ['owner', 'admin'],
  },
  'push:diagnose': {
    description: 'Find out where events stop on their way to apps, by asking a device.',
    roles: ['owner', 'admin'],
  },
  'webhooks:read': {
    description: 'See the webhooks of the home, their deliveries and dead letters.',
    roles: ['owner', 'admin'],
  },
  'webhooks:manage': {
    description: 'Make, change, try, pause and remove webhooks; replay their dead letters.',
    roles: ['owner', 'admin'],
  },
  'hubs:manage': {
    description: 'Rename, revoke, replace and release hubs.',
    roles: ['owner', 'admin'],
  },
} as const satisfies Record<string, PermissionMeaning>;

/** What an operation asks for within a home. */
export type HomePermission = keyof typeof permissions;

/** What operations on the own account ask for. Every account has them; of its API keys, those whose scopes say so. */
export const accountPermissions = {
  'account:read': { description: 'See the own account.', forKeys: true },
  'account:manage': {
    description:
      'Change the password, log out, manage API keys, approve logins, remove the account. Never by an API key.',
    forKeys: false,
  },
  'homes:join': { description: 'Make a home, or accept an invitation to one.', forKeys: true },
} as const satisfies Record<string, { description: string; forKeys: boolean }>;

export type AccountPermission = keyof typeof accountPermissions;

/** What operations on the whole platform ask for. Only the accounts of those who run it have them. */
export const operatorPermissions = {
  'platform:audit': { description: 'See who did what anywhere on the platform.' },
} as const satisfies Record<string, { description: string }>;

export type OperatorPermission = keyof typeof operatorPermissions;

/** What an API key may be given. */
export const scopes = [
  ...Object.keys(permissions),
  ...Object.entries(accountPermissions)
    .filter(([, { forKeys }]) => forKeys)
    .map(([name]) => name),
  ...Object.keys(operatorPermissions),
].sort();

/** `public` operations need no credential: health, documentation, and what hands out credentials. */
export type Permission = HomePermission | AccountPermission | OperatorPermission | 'public';

/** Whether an operation is about the account itself, in no home. */
export function isAccountPermission(permission: Permission): permission is AccountPermission {
  return Object.hasOwn(accountPermissions, permission);
}

/** Whether an operation is about the whole platform. */
export function isOperatorPermission(permission: Permission): permission is OperatorPermission {
  return Object.hasOwn(operatorPermissions, permission);
}

/** Whether a credential with these scopes may use a permission at all; without scopes it may use each. */
export function isInScope(permission: Permission, given: ReadonlySet<string> | undefined): boolean {
  if (!given) return true;
  if (isAccountPermission(permission) && !accountPermissions[permission].forKeys) return false;
  return given.has(permission);
}

/** Whether a role has a permission within its home. */
export function isGranted(permission: HomePermission, role: Role): boolean {
  return (permissions[permission].roles as readonly Role[]).includes(role);
}
