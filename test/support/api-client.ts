import type { FastifyInstance } from 'fastify';
import { silentLogger } from '../../src/common/logger.ts';
import { createHttpApi, type HttpApiOptions } from '../../src/platform/api/http-api.ts';
import { createExamplePlatform, exampleTokens } from './example-platform.ts';
import type { MemoryPlatform } from './memory-ports.ts';

export interface TestApi {
  platform: MemoryPlatform;
  app: FastifyInstance;
}

/** The API over the platform of the examples. The caller closes it. */
export async function createTestApi(options: Partial<HttpApiOptions> = {}): Promise<TestApi> {
  const platform = createExamplePlatform();
  const { ports, clock } = platform;
  const app = createHttpApi(ports, { logger: silentLogger(), version: '0.0.0', clock, ...options });
  await app.ready();
  return { platform, app };
}

/** The header by which a role of the platform of the examples shows itself. */
export function as(role: keyof typeof exampleTokens): { authorization: string } {
  return { authorization: `Bearer ${exampleTokens[role]}` };
}
