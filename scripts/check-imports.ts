import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';
import { findCycles } from './find-cycles.ts';
import { type ImportRules, readImportRules } from './import-rules.ts';

/**
 * Enforces the two tables of ARCHITECTURE.md: which folder may import which, and which folders may import
 * which library. Type-only imports count: they are dependencies of the reader. Refuses import cycles.
 */
function importsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const reexports = module.staticExports.flatMap((each) =>
    each.entries.map((entry) => entry.moduleRequest?.value),
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => {
    const source = readFileSync(file, 'utf8').slice(moduleRequest.start, moduleRequest.end);
    return /^['"](.*)['"]$/.exec(source)?.[1];
  });
  const all = [...module.staticImports.map((each) => each.moduleRequest.value), ...reexports, ...dynamic];
  return [...new Set(all)].filter((each) => each !== undefined);
}

function folderOf(path: string, rules: ImportRules): string | undefined {
  return [...rules.folders.keys()].find((folder) => path.startsWith(`${folder}/`));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const rules = readImportRules(readFileSync('ARCHITECTURE.md', 'utf8'));
const faults: string[] = [];
const graph = new Map<string, string[]>();

for (const file of globSync(
  [...rules.folders.keys()].map((folder) => `${folder}/**/*.ts`),
  { exclude: ['**/node_modules/**'] },
).sort()) {
  // A test beside the code may use what tests use.
  const folder = file.endsWith('.test.ts') ? 'test' : folderOf(file, rules);
  const allowed = folder && rules.folders.get(folder);
  if (!folder || !allowed) continue;
  const internal: string[] = [];
  for (const specifier of importsOf(file)) {
    if (specifier.startsWith('.')) {
      const target = normalize(join(dirname(file), specifier));
      internal.push(target);
      const targetFolder = folderOf(target, rules);
      if (targetFolder === undefined)
        faults.push(`${file} imports ${specifier}, which is in no known folder`);
      else if (targetFolder !== folderOf(file, rules) && !allowed.has(targetFolder) && !allowed.has('all')) {
        faults.push(`${file} imports ${specifier}: ${folder} may not import ${targetFolder}`);
      }
    } else {
      const homes = rules.libraries.get(packageOf(specifier));
      if (folder !== 'test' && homes && !homes.some((home) => file.startsWith(`${home}/`))) {
        faults.push(`${file} imports ${specifier}, which belongs in ${homes.join(', ')}`);
      }
    }
  }
  graph.set(file, internal);
}

for (const cycle of findCycles(graph)) faults.push(`import cycle: ${cycle.join(' → ')}`);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
