/** What ARCHITECTURE.md allows. */
export interface ImportRules {
  /** Folder → folders that it may import; `all` stands for every one. */
  folders: Map<string, Set<string>>;
  /** Library → folders that may import it. A library that is not named may be imported anywhere. */
  libraries: Map<string, string[]>;
}

/** The rows of the first Markdown table below a heading, cells trimmed. */
function tableBelow(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`ARCHITECTURE.md has no heading "${heading}"`);
  const first = lines.findIndex((line, index) => index > start && line.startsWith('|'));
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
  const rows = lines.slice(first, length < 0 ? undefined : first + length);
  // The first two rows are the table's head and its rule.
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function wordsInCode(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

/** Reads both tables. @throws Error if a row is not understood: the table is the rule, so it must be readable. */
export function readImportRules(markdown: string): ImportRules {
  const folders = new Map<string, Set<string>>();
  for (const [folderCell = '', , mayImport = ''] of tableBelow(
    markdown,
    '## Folders, and who may import whom',
  )) {
    const [folder] = wordsInCode(folderCell);
    if (!folder) throw new Error(`ARCHITECTURE.md: no folder in "${folderCell}"`);
    const allowed = mayImport === 'all' ? ['all'] : wordsInCode(mayImport);
    if (allowed.length === 0 && mayImport !== 'nothing internal') {
      throw new Error(`ARCHITECTURE.md: "${mayImport}" of ${folder} is not understood`);
    }
    folders.set(folder, new Set(allowed));
  }
  const libraries = new Map<string, string[]>();
  for (const [libraryCell = '', homes = ''] of tableBelow(markdown, '### Libraries with a home')) {
    for (const library of wordsInCode(libraryCell)) libraries.set(library, wordsInCode(homes));
  }
  return { folders, libraries };
}
