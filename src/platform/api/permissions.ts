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
  'devices:command': {
    description: 'Set traits of devices.',
    roles: ['owner', 'admin', 'member', 'guest'],
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
} as const satisfies Record<string, PermissionMeaning>;

/** What an operation asks for within a home. */
export type HomePermission = keyof typeof permissions;

/** `public` operations need no credential: health and documentation only. */
export type Permission = HomePermission | 'public';

/** Whether a role has a permission within its home. */
export function isGranted(permission: HomePermission, role: Role): boolean {
  return (permissions[permission].roles as readonly Role[]).includes(role);
}
