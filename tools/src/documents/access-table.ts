import { keptHours, accessScopes, roles } from '@doudi/infra/http';
import type { Document, Operation } from '@doudi/infra/openapi';

const heading = `# Who may call what

Printed from the route tables by \`npm run openapi\`; not edited by hand. A role may call a URL; the word in its column says how far it
goes, and every statement is bounded by that: what lies beyond is answered with 404, and lists leave it out. \`✎\` marks
a write, which takes an \`Idempotency-Key\` (remembered for ${keptHours} hours) and leaves a line in the audit under the URL's name; so
does every attempt refused with 401 or 403. \`○\` marks what anybody may call, without a token, and is limited by the address. \`✎ =\` changes what was read, and names its ETag in \`If-Match\`. \`rate\` is the limit
it counts against. \`/openapi.json\`, \`/problems\` and, at the gateway, \`/docs\` need no token; neither do \`/healthz\` and \`/readyz\`,
which each service answers on its own port only: the gateway passes neither on.

${Object.entries(accessScopes)
  .map(([word, { zh, en }]) => `- \`${word}\` ${zh}: ${en}`)
  .join('\n')}
`;

/** The table of URLs and roles, as Markdown. */
export function accessTable({ paths }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => row(`${verb.toUpperCase()} ${path}`, operation)),
  );
  const head = ['URL', '', 'rate', ...roles, '做什么 · what it does'];
  return [heading, line(head), line(head.map(() => '---')), ...operations, ''].join('\n');
}

const row = (name: string, { 'x-who-may': allow, 'x-rate': rate, summary, ...marks }: Operation) =>
  line([`\`${name}\``, markOf(marks), rate, ...roles.map((role) => allow[role] ?? ''), summary]);

const markOf = (marks: Pick<Operation, 'x-writes' | 'x-edits' | 'x-public'>) => {
  const written = marks['x-edits'] ? '✎ =' : marks['x-writes'] ? '✎' : '';
  return marks['x-public'] ? `○ ${written}`.trim() : written;
};

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
