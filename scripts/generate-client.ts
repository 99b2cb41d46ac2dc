import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { silentLogger } from '../src/common/logger.ts';
import { createHttpApi } from '../src/platform/api/http-api.ts';
import type { PlatformPorts } from '../src/platform/domain/ports.ts';
import { noRateLimits } from '../src/platform/domain/rate-limits.ts';

const head = `// Generated from the platform's OpenAPI document by openapi-typescript. Written by ./dev generate; do not edit.

`;

/** Writes the types of the API's operations to `client/gen/api.ts` below a folder. */
export async function generateClient(intoRoot: string): Promise<void> {
  const document = await describedApi();
  const { astToString, default: openapiTs } = await loadGenerator();
  const nodes = await openapiTs(document, { alphabetize: true, defaultNonNullable: false });
  const folder = join(intoRoot, 'client', 'gen');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'api.ts'), head + astToString(nodes));
}

/** The document as the platform serves it. Nothing is asked of the platform, so nothing needs to stand behind it. */
async function describedApi(): Promise<string> {
  const app = createHttpApi({ rates: noRateLimits } as PlatformPorts, {
    logger: silentLogger(),
    version: '0.0.0',
  });
  try {
    const { statusCode, body } = await app.inject({ url: '/openapi.json' });
    if (statusCode !== 200) throw new Error(`the OpenAPI document cannot be made: ${body}`);
    return body;
  } finally {
    await app.close();
  }
}

/**
 * The generator prints with the JavaScript API of TypeScript 5, which TypeScript 7 does not have. `@ts-morph/common`
 * carries a whole TypeScript 5 that puts no second `tsc` beside the project's.
 */
async function loadGenerator(): Promise<typeof import('openapi-typescript')> {
  const require = createRequire(import.meta.url);
  const printer = pathToFileURL(require.resolve('@ts-morph/common/dist/typescript.js')).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'typescript' && context.parentURL?.includes('/openapi-typescript/')
        ? { url: printer, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
  });
  try {
    return await import('openapi-typescript');
  } finally {
    hooks.deregister();
  }
}
