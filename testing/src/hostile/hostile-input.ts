import { randomUUID } from 'node:crypto';
import { nameOf, type Route } from '@doudi/infra/http';
import type { Document } from '@doudi/infra/openapi';
import { peopleOf, somebody, type Parties } from '../access/people.ts';
import { shortName } from '../access/answer-faults.ts';
import { tableContents } from '../database/table-contents.ts';
import type { World } from '../http/ask.ts';
import { filledPath, keyed, testClient, type TestClient, type ClientResponse } from '../http/client.ts';
import { sampleOf, type Sample, type Thing } from '../samples.ts';
import { attacksOf, type Attack } from './attacks.ts';

interface Hostility {
  readonly document: Document;
  readonly routes: readonly Route[];
  /** by `VERB /path` */
  readonly samples: Readonly<Record<string, Sample>>;
  readonly parties: Parties;
  readonly world: () => Pick<World, 'url' | 'pool' | 'bearer'>;
  /** what belongs to others and no answer may show */
  readonly secrets: () => readonly string[];
}

/**
 * Tries every payload in every field and parameter of every URL, and in every header once for each way in which the shell reads
 * headers, which is the same for all URLs that share it. Nothing may break, show the inside of the service, or write where the URL does not; what is taken is read again as it was sent. Each check answers its findings and how many were tried.
 */
export function hostileInput({ routes, samples, parties, ...parts }: Hostility) {
  let client: TestClient | undefined;
  const rows = routes.map((route, place) => {
    const sample = sampleOf(samples, route);
    const people = route.public ? [somebody] : peopleOf(route.allow, parties);
    const who = people.find(({ mayAtAll, reaches }) => mayAtAll && reaches.own);
    if (!who) throw new Error(`${nameOf(route)}: nobody reaches a thing of ours`);
    const check = async () => {
      const { bearer, url } = parts.world();
      const authorization = route.public ? undefined : await bearer(who.caller, { expires: '30m' });
      client ??= testClient(url);
      const secrets = who.reaches.own && who.reaches.foreign ? [] : parts.secrets();
      const isFirst = routes.findIndex((other) => readsHeadersAs(other) === readsHeadersAs(route)) === place;
      return tryAll({ ...parts, route, sample, authorization, secrets, client, isFirst });
    };
    return { name: nameOf(route), check };
  });
  return { rows, close: () => client?.close() };
}

/** What decides how the shell reads the headers of a request. */
const readsHeadersAs = ({ verb, edits, safe, transaction, text }: Route): string =>
  JSON.stringify([verb, edits, safe, transaction, text]);

/** Fewer attacks than these are no trial: then headers are tried, too. */
const fewest = 11;

interface Target extends Pick<Hostility, 'document' | 'world'> {
  readonly route: Route;
  readonly sample: Sample;
  readonly authorization: string | undefined;
  readonly secrets: readonly string[];
  readonly client: TestClient;
  /** of the URLs whose headers the shell reads in this way */
  readonly isFirst: boolean;
}

async function tryAll(target: Target): Promise<{ findings: string[]; tried: number }> {
  const { document, route, sample, world } = target;
  const findings: string[] = [];
  let thing = await sample.own();
  const all = attacksOf(document, route, thing);
  const inFields = all.filter(({ header }) => !header);
  const attacks = target.isFirst || inFields.length < fewest ? all : inFields;
  const before = await tableContents(world().pool);
  for (const attack of attacks) {
    const { status, finding } = await tryOne(target, thing, attack);
    if (finding) findings.push(`${attack.called}: ${finding}`);
    if (status < 300 && route.verb !== 'get') thing = await sample.own();
  }
  const after = await tableContents(world().pool);
  const written = Object.keys(after).filter((name) => after[name] !== before[name]);
  const moved = written.filter((name) => !sample.touches?.includes(name));
  if (moved.length > 0) findings.push(`it has written to ${moved.join()}`);
  if ('polluted' in {}) findings.push('every object is polluted');
  return { findings, tried: attacks.length };
}

async function tryOne(
  { route, sample: { readAgain }, authorization, secrets, client }: Target,
  thing: Thing,
  attack: Attack,
) {
  const { params = {}, query = {}, body, content } = thing;
  const path = filledPath(route.path, (name) =>
    attack.path?.name === name ? attack.path.raw : encodeURIComponent(params[name] ?? ''),
  );
  const search = attack.query ?? new URLSearchParams(query).toString();
  const text = attack.body ? attack.body(body ?? {}) : (content ?? (body && JSON.stringify(body)));
  const response = await client.ask({
    verb: route.verb.toUpperCase(),
    path: search ? `${path}?${search}` : path,
    headers: {
      ...(authorization && { Authorization: authorization }),
      ...keyed(route, randomUUID()),
      ...attack.header,
    },
    ...(text !== undefined && { text }),
  });
  const { stored } = attack;
  let finding = harm(response, attack, secrets);
  if (!finding && response.status < 300 && stored && readAgain) {
    const again = await readAgain({ ...thing, body: JSON.parse(text ?? '{}') as object });
    const read = again[stored.field];
    if (stored.field in again && read !== stored.text.trim())
      finding = `it is read as ${JSON.stringify(read)?.slice(0, 200)}`;
  }
  return { status: response.status, finding };
}

/** What only the inside of a service knows: its statements, their errors, its files, its stack. */
const inside =
  /\b(insert into|delete from|select \w|syntax error|violates|relation "|column "|pg_\w|node_modules)|\.[tj]s:\d|\bat \S+ \(|\\n\s+at /i;

/** Characters of a refusal; a longer one would make the service a lever. */
const longestRefusal = 60_000;

/** Where a fault may be: a JSON pointer into the body, or after the name of another part. */
const places = /^(query|path|header)?(\/|$)/;

/** What is wrong with the answer to a hostile request, if anything. */
function harm({ status, headers, text }: ClientResponse, { said, at }: Attack, secrets: readonly string[]) {
  if (status >= 500) return `it broke: ${text}`;
  if (headers['set-cookie']) return 'it set a cookie';
  const own = [said, JSON.stringify(said).slice(1, -1), said.slice(0, 40)]
    .filter((form) => form.length > 2)
    .reduce((left, form) => left.replaceAll(form, ''), text);
  const leak = inside.exec(own)?.[0] ?? secrets.find((secret) => own.includes(secret));
  if (leak) return `it shows the inside: ${leak} in ${own.slice(0, 300)}`;
  return status < 400 ? undefined : refusalHarm({ status, headers, text }, at);
}

function refusalHarm({ status, headers, text }: ClientResponse, at: string | undefined): string | undefined {
  const short = text.slice(0, 300);
  const isProblem = headers['content-type']?.startsWith('application/problem+json');
  if (!isProblem || text.length > longestRefusal) return `no problem, or too long a one: ${short}`;
  const problem = JSON.parse(text) as Partial<Record<string, string>> & { status?: number };
  if (problem.status !== status || !problem['title'] || !problem['requestId'])
    return `it lacks something: ${short}`;
  if (shortName(problem['type'] ?? '') !== 'invalid') return undefined;
  const { faults = [] } = JSON.parse(text) as { faults?: readonly { readonly at: string }[] };
  if (faults.length === 0 || !faults.every((fault) => places.test(fault.at)))
    return `its faults lead nowhere: ${short}`;
  const isNamed = at === undefined || faults.some((one) => one.at.startsWith(at) || at.startsWith(one.at));
  return isNamed ? undefined : `${at} is not among the faults: ${short}`;
}
