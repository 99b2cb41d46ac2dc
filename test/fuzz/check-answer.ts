import { problemDescriptions } from '../../src/platform/api/problem-descriptions.ts';
import type { createDocumentValidator, DocumentOperation } from '../support/open-api-document.ts';

/** The answers that every request may get, whatever the operation says. */
const everywhere = new Set([
  ...['invalid-request', 'not-found', 'method-not-allowed', 'payload-too-large', 'unsupported-media-type'],
]);

/** What is wrong with an answer: a fault of the platform, or something that the operation does not describe; or ''. */
export function faultOf(
  operation: DocumentOperation,
  validate: ReturnType<typeof createDocumentValidator>,
  { status, contentType, text }: { status: number; contentType: string; text: string },
): string {
  if (status >= 500 || status < 200) return `the status is ${status}: ${text.slice(0, 500)}`;
  if (status === 304) return text === '' ? '' : 'a 304 has a body';
  const mediaType = contentType.split(';', 1)[0] ?? '';
  const described = operation.responses[status]?.content?.[mediaType];
  const isJson = mediaType === 'application/json' || mediaType === 'application/problem+json';
  if (described) return validate(described.schema, isJson ? JSON.parse(text) : text);
  if (!isJson) return `${status} ${mediaType} is not described`;
  const { code = '' } = JSON.parse(text) as { code?: string };
  if (!Object.hasOwn(problemDescriptions, code)) return `${status}: "${code}" is not a code of the list`;
  return everywhere.has(code) ? '' : `${status} ${code} is not described`;
}
