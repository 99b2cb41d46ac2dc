import {
  accountPermissions,
  type HomePermission,
  isGranted,
  operatorPermissions,
  type Permission,
  permissions,
} from '../../src/platform/api/permissions.ts';
import { roles } from '../../src/platform/domain/principal.ts';

/** An operation as the page shows it. */
export interface PermissionRow {
  permission: Permission;
  method: string;
  path: string;
}

/** Who may do what, as Markdown: `docs/permissions.md` is this text for the operations of the OpenAPI document. */
export function permissionsPage(operations: readonly PermissionRow[]): string {
  const pathsOf = (permission: Permission) =>
    operations
      .filter((each) => each.permission === permission)
      .map(({ method, path }) => `\`${method.toUpperCase()} ${path}\``)
      .join('<br>');
  const rows = Object.entries(permissions).map(([name, { description }]) => {
    const permission = name as HomePermission;
    const marks = roles.map((role) => (isGranted(permission, role) ? 'yes' : '-'));
    return `| \`${permission}\` | ${description} | ${pathsOf(permission)} | ${marks.join(' | ')} |`;
  });
  const accountRows = Object.entries(accountPermissions).map(
    ([name, { description, forKeys }]) =>
      `| \`${name}\` | ${description} | ${pathsOf(name as Permission)} | ${forKeys ? 'yes' : '-'} |`,
  );
  const operatorRows = Object.entries(operatorPermissions).map(
    ([name, { description }]) => `| \`${name}\` | ${description} | ${pathsOf(name as Permission)} |`,
  );
  return `# Permissions

Every operation of the HTTP API asks for exactly one permission, or is public. Without a valid token the answer is 401;
where the role does not have the permission it is 403; what belongs to a home of others is answered as if it did not
exist, 404. The same table enforces this and drives the test of it.

## Within a home

| permission | what it allows | operations | ${roles.join(' | ')} |
|---|---|---|${roles.map(() => '---|').join('')}
${rows.join('\n')}

An API key has those of its account's permissions that its scopes name; the names of permissions are the scopes. A guest
may be limited to rooms, devices and a time: anything else in the home does not exist for it, and outside the time the
home does not.

## The own account

Every account has these permissions, for itself.

| permission | what it allows | operations | by API keys |
|---|---|---|---|
${accountRows.join('\n')}

## The platform

The operator of the platform has these permissions: the account that its first start made.

| permission | what it allows | operations |
|---|---|---|
${operatorRows.join('\n')}

## Public

${pathsOf('public')}
`;
}
