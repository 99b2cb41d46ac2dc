import { createHash } from 'node:crypto';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { errorCodes } from '../../common/error-codes.ts';
import { type HttpErrorCode, problemDescriptions } from './problem-descriptions.ts';

/**
 * What the pages may load: their own scripts and styles from this server, nothing from anywhere else. So they work
 * without the internet and tell nobody that they were read.
 */
function contentSecurityPolicy(scriptHashes: string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${scriptHashes.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Adds `/docs` (the API reference, bundled) and `/docs/problems`. */
export async function addDocsPages(app: FastifyInstance): Promise<void> {
  await app.register(async (docs) => {
    // The plugin's routes cannot say it themselves.
    docs.addHook('onRoute', (route) => {
      route.config = Object.assign(route.config ?? {}, { permission: 'public' as const });
    });
    docs.addHook('onSend', async (_request, reply, payload) => {
      const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
      if (isPage && typeof payload === 'string') {
        reply.header('content-security-policy', contentSecurityPolicy(inlineScriptHashes(payload)));
        reply.header('referrer-policy', 'no-referrer');
      } else if (reply.statusCode === 200) {
        reply.header('cache-control', 'public, max-age=3600');
      }
      return payload;
    });
    docs.get('/docs/problems', { schema: { hide: true } }, async (_request, reply) => {
      reply.type('text/html; charset=utf-8');
      return problemsHtml();
    });
    await docs.register(scalar, {
      routePrefix: '/docs',
      configuration: {
        url: '/openapi.json',
        pageTitle: 'zigfleet API',
        // Nothing from elsewhere: no fonts, no proxy, no telemetry, no assistant, no links into a cloud.
        withDefaultFonts: false,
        telemetry: false,
        agent: { disabled: true },
        mcp: { disabled: true },
        hideClientButton: true,
        showDeveloperTools: 'never',
      },
    });
  });
}

/** The hashes by which a policy lets the scripts of a page run (CSP Level 3, section 2.3.1). */
function inlineScriptHashes(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  return scripts.map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
}

function problemsHtml(): string {
  const sections = Object.entries(problemDescriptions).map(([code, description]) => {
    const { httpStatus, title } = errorCodes[code as HttpErrorCode];
    return `<section id="${code}"><h2><code>${code}</code></h2><p>${httpStatus}: ${title}.</p><p>${toHtml(description)}</p></section>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>zigfleet: problems</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}:target{background:#ffc}code{background:#eee;padding:0 .2em}h2{margin-bottom:0}</style></head>
<body><h1>Problems</h1><p>Every error of the API, by its <code>code</code>. Back to the <a href="/docs/">reference</a>.</p>
${sections.join('\n')}
</body></html>`;
}

function toHtml(markdown: string): string {
  const escaped = markdown.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped.replace(/`([^`]+)`/g, '<code>$1</code>');
}
