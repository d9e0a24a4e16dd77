import { randomUUID } from 'node:crypto';
import { nameOf, type Route } from '@doudi/infra/http';
import type { World } from '../http/ask.ts';
import { keyedJson, testClient, type TestClient } from '../http/client.ts';
import { peopleOf, type Parties } from '../access/people.ts';
import { sampleOf, type Sample, type Thing } from '../samples.ts';
import { tableContents } from '../database/table-contents.ts';
import type { Document } from '@doudi/infra/openapi';
import { attacksOf, requestOf, type Attack } from './attacks.ts';
import { fieldsOf } from './fields.ts';
import { harm } from './harm.ts';

interface Hostility {
  readonly document: Document;
  readonly routes: readonly Route[];
  /** by `VERB /path` */
  readonly samples: Readonly<Record<string, Sample>>;
  readonly parties: Parties;
  readonly world: () => Pick<World, 'url' | 'pool' | 'bearer'>;
  /** what belongs to others and no answer may tell of */
  readonly secrets: () => readonly string[];
}

/**
 * Hostile input of every kind in every field of every URL, generated from the document. Nothing may break, tell of the inside, or
 * write where the URL does not; what is taken is read again as it was sent. Each check answers its findings and how many were tried.
 */
export function hostileInput({ routes, samples, parties, ...parts }: Hostility) {
  let client: TestClient | undefined;
  const opened = () => (client ??= testClient(parts.world().url));
  const rows = routes.map((route) => {
    const sample = sampleOf(samples, route);
    const who = peopleOf(route.allow, parties).find(({ mayAtAll, reaches }) => mayAtAll && reaches.own);
    if (!who) throw new Error(`${nameOf(route)}: nobody reaches a thing of ours`);
    const { own, foreign } = who.reaches;
    const check = async () => {
      const { bearer } = parts.world();
      const authorization = await bearer(who.caller, { expires: '30m' });
      const secrets = own && foreign ? [] : parts.secrets();
      return attackRoute({ ...parts, ...{ route, sample, authorization, secrets, client: opened() } });
    };
    return { name: nameOf(route), check };
  });
  return { rows, close: () => client?.close() };
}

interface Target extends Pick<Hostility, 'document' | 'world'> {
  readonly route: Route;
  readonly sample: Sample;
  readonly authorization: string;
  readonly secrets: readonly string[];
  readonly client: TestClient;
}

async function attackRoute(target: Target): Promise<{ findings: string[]; tried: number }> {
  const { document, route, sample, world } = target;
  const findings: string[] = [];
  let thing = await sample.own();
  const attacks = attacksOf(route, fieldsOf(document, route, thing));
  const before = await tableContents(world().pool);
  for (const attack of attacks) {
    const { isTaken, finding } = await attackOnce(target, thing, attack);
    if (finding) findings.push(`${attack.called}: ${finding}`);
    if (isTaken && route.verb !== 'get') thing = await sample.own();
  }
  const after = await tableContents(world().pool);
  const moved = Object.keys(after).filter(
    (name) => after[name] !== before[name] && !sample.touches?.includes(name),
  );
  if (moved.length > 0) findings.push(`it has written to ${moved.join()}`);
  if ('polluted' in {}) findings.push('every object is polluted');
  return { findings, tried: attacks.length };
}

async function attackOnce(
  { route, sample, authorization, secrets, client }: Target,
  thing: Thing,
  attack: Attack,
) {
  const { path, text } = requestOf(route, thing, attack);
  const headers = {
    Authorization: authorization,
    ...keyedJson(route, randomUUID()),
    ...attack.header,
  };
  const told = await client.ask({
    verb: route.verb.toUpperCase(),
    path,
    headers,
    ...(text !== undefined && { text }),
  });
  const isTaken = told.status < 300;
  const finding =
    harm(told, attack, secrets) ?? (isTaken ? await changed(sample, { thing, text, attack }) : undefined);
  return { isTaken, finding };
}

interface Sent {
  readonly thing: Thing;
  readonly text: string | undefined;
  readonly attack: Attack;
}

/** How what was taken is read otherwise than it was sent; the white space around it is not kept. */
async function changed(
  { readAgain }: Sample,
  { thing, text, attack: { stored } }: Sent,
): Promise<string | undefined> {
  if (!stored || !readAgain || text === undefined) return undefined;
  const again = await readAgain({ ...thing, body: JSON.parse(text) as object });
  const { [stored.field]: read } = again;
  if (!(stored.field in again) || read === stored.text.trim()) return undefined;
  return `it is read as ${JSON.stringify(read)?.slice(0, 200)}`;
}
