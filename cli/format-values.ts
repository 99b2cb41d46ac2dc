/** Values of traits on one line: `state=ON brightness=120`. */
export function formatValues(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .map(plainText)
    .join(' ');
}

/** A text from elsewhere without what a terminal would take for a command. */
export function plainText(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}
