/** Most characters that an entry keeps of what was asked. */
const detailsLengthMax = 1_000;
const depthMax = 4;
const itemsMax = 20;
const textLengthMax = 200;

/** Names of members that hold a secret, or may: whoever adds one that does not match, adds it here. */
const secretNames = /pass|secret|token|credential|authorization|signature|^pin|pin$|pin_?code|code$|^code/i;

/**
 * What was asked, as an audit may keep it: without secrets, addresses of mail and of hooks cut to what names them, and
 * bounded in length.
 */
export function auditDetails(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const kept = withoutSecrets(body, 0) as Record<string, unknown>;
  if (JSON.stringify(kept).length <= detailsLengthMax) return kept;
  // Too much to keep: at least what it was about.
  const names = Object.keys(kept).map((name) => [name.slice(0, 40), '…'] as const);
  return Object.fromEntries(names.slice(0, itemsMax));
}

function withoutSecrets(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return shortened(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === depthMax) return '…';
  if (Array.isArray(value)) return value.slice(0, itemsMax).map((each) => withoutSecrets(each, depth + 1));
  const members = Object.entries(value).slice(0, itemsMax);
  const kept = members.map(([name, member]) => {
    const isSecret = secretNames.test(name) && typeof member !== 'boolean' && member !== null;
    return [name.slice(0, 64), isSecret ? '***' : withoutSecrets(member, depth + 1)] as const;
  });
  return Object.fromEntries(kept);
}

function shortened(text: string): string {
  // What comes after the host of a hook's URL is often its secret.
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? URL.parse(text) : null;
  if (url)
    return url.pathname === '/' && url.search === ''
      ? `${url.protocol}//${url.host}`
      : `${url.protocol}//${url.host}/…`;
  const mail = /^(.)[^@]*(@[^@]+)$/su.exec(text.trim());
  if (mail) return `${mail[1]}***${mail[2]}`.slice(0, textLengthMax);
  return text.length > textLengthMax ? `${text.slice(0, textLengthMax)}…` : text;
}
