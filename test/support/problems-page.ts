import { errorCodes } from '../../src/common/error-codes.ts';
import { type HttpErrorCode, problemDescriptions } from '../../src/platform/api/problem-descriptions.ts';

/** The page that lists every problem, as Markdown. `docs/problems.md` is this text. */
export function problemsPage(): string {
  const sections = Object.entries(problemDescriptions).map(([code, description]) => {
    const { httpStatus, title, retryable } = errorCodes[code as HttpErrorCode];
    const again = retryable ? 'may succeed later unchanged' : 'will fail again unless something changes';
    return `## ${code}\nStatus ${httpStatus}: ${title}.\n\n${description} The same request ${again}.\n`;
  });
  return `# Problems

Every error of the HTTP API is an \`application/problem+json\` document (RFC 9457). Programs tell errors apart by
\`code\`, which never changes its meaning; \`detail\` is one sentence for people; \`requestId\` names the request in the
platform's log and is also sent as \`x-request-id\`.

${sections.join('\n')}`;
}
