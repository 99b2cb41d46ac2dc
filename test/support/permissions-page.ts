import { type HomePermission, isGranted, permissions } from '../../src/platform/api/permissions.ts';
import { roles } from '../../src/platform/domain/principal.ts';

/** An operation as the page shows it. */
export interface PermissionRow {
  permission: HomePermission;
  method: string;
  path: string;
}

/** Who may do what, as Markdown: `docs/permissions.md` is this text for the operations of the OpenAPI document. */
export function permissionsPage(operations: readonly PermissionRow[]): string {
  const rows = Object.entries(permissions).map(([name, { description }]) => {
    const permission = name as HomePermission;
    const of = operations.filter((each) => each.permission === permission);
    const paths = of.map(({ method, path }) => `\`${method.toUpperCase()} ${path}\``).join('<br>');
    const marks = roles.map((role) => (isGranted(permission, role) ? 'yes' : '-'));
    return `| \`${permission}\` | ${description} | ${paths} | ${marks.join(' | ')} |`;
  });
  return `# Permissions

Every operation of the HTTP API asks for exactly one permission within a home; health and documentation ask for none.
Without a valid token the answer is 401; where the role does not have the permission it is 403; what belongs to a home
of others is answered as if it did not exist, 404. The same table enforces this and drives the test of it.

| permission | what it allows | operations | ${roles.join(' | ')} |
|---|---|---|${roles.map(() => '---|').join('')}
${rows.join('\n')}
`;
}
