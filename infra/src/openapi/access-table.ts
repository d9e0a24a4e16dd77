import { keptHours } from '../http/idempotency-keys.ts';
import { roles } from '../http/route.ts';
import type { Document, Operation } from './document-of.ts';

const heading = `# Who may call what

Printed from the route tables by \`npm run openapi\`; not edited by hand. A role opens the door, ownership decides behind it: what a
caller may not know of is answered with 404, and lists leave it out. \`✎\` marks a write, which takes an \`Idempotency-Key\` (remembered
for ${keptHours} hours); \`✎ =\` one that changes what was read, and names its ETag in \`If-Match\`.
\`/healthz\`, \`/readyz\`, \`/openapi.json\` and \`/docs\` need no token.
`;

/** The table of URLs and roles, as Markdown. */
export function accessTable({ paths }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => row(`${verb.toUpperCase()} ${path}`, operation)),
  );
  const head = ['URL', '', ...roles, '做什么 · what it does'];
  return [heading, line(head), line(head.map(() => '---')), ...operations, ''].join('\n');
}

const row = (name: string, { 'x-who-may': may, 'x-writes': writes, 'x-edits': edits, summary }: Operation) =>
  line([
    `\`${name}\``,
    edits ? '✎ =' : writes ? '✎' : '',
    ...roles.map((role) => (may.includes(role) ? '✓' : '')),
    summary,
  ]);

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
