import type { Told } from '../http/client.ts';
import { shortName } from '../access/refusal.ts';
import type { Attack } from './attacks.ts';

interface Body {
  readonly type?: string;
  readonly status?: number;
  readonly title?: string;
  readonly requestId?: string;
  readonly faults?: readonly { readonly at?: unknown; readonly fault?: unknown }[];
}

/** What only the inside of a service knows: its statements, their errors, its files, its stack. */
const inside =
  /\b(insert into|delete from|select \w|syntax error|violates|relation "|column "|pg_\w|node_modules)|\.[tj]s:\d|\bat \S+ \(|\\n\s+at /i;

/** Characters of an answer to a hostile request; more would make the service a lever. */
const longestAnswer = 60_000;

/** Where a fault may be: a JSON pointer, a parameter, the header of a write. */
const places = /^(\/|query\b|params\b|Idempotency-Key$|$)/;

/** What is wrong with the answer to a hostile request, if anything. */
export function harm(
  { status, headers, text }: Told,
  attack: Attack,
  secrets: readonly string[],
): string | undefined {
  if (status >= 500) return `it broke: ${text}`;
  if (headers['set-cookie']) return 'it set a cookie';
  const own = withoutSaid(text, attack.said);
  const leak = inside.exec(own)?.[0] ?? secrets.find((secret) => own.includes(secret));
  if (leak) return `it tells of the inside: ${leak} in ${own.slice(0, 300)}`;
  if (status < 400) return undefined;
  if (text.length > longestAnswer) return `it answers with ${text.length} characters`;
  return refusalHarm({ status, headers, text }, attack);
}

function withoutSaid(text: string, said: string): string {
  const forms = [said, JSON.stringify(said).slice(1, -1), said.slice(0, 40)].filter(
    (form) => form.length > 2,
  );
  return forms.reduce((left, form) => left.replaceAll(form, ''), text);
}

function refusalHarm({ status, headers, text }: Told, { at, called }: Attack): string | undefined {
  // what the HTTP server itself refuses, and a HEAD-less path, has the same shape
  if (!headers['content-type']?.startsWith('application/problem+json'))
    return `no problem: ${text.slice(0, 200)}`;
  const { type = '', status: told, title, requestId, faults } = JSON.parse(text) as Body;
  if (told !== status || !title || !requestId) return `it lacks something: ${text.slice(0, 200)}`;
  if (shortName(type) !== 'invalid') return undefined;
  const where = (faults ?? []).map((fault) => String(fault.at));
  if (where.length === 0 || !where.every((one) => places.test(one)))
    return `its faults lead nowhere: ${text.slice(0, 300)}`;
  const isTold = at === undefined || where.some((one) => one.startsWith(at) || at.startsWith(one));
  return isTold ? undefined : `${called} is not among the faults: ${text.slice(0, 300)}`;
}
