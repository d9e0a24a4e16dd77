import type { Route } from '@doudi/infra/http';
import type { TestAsking } from '../http/ask.ts';
import type { Cell } from './cells.ts';
import type { Told } from '../http/client.ts';
import type { Sample } from '../samples.ts';

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
}
interface Listing {
  readonly route: Route;
  readonly sample: Sample;
  readonly told: Told;
  readonly ask: TestAsking['ask'];
}

/** The whole answer to somebody for whom there is nothing: no count, no cursor. */
const emptyList = '{"items":[],"next":null}';

/** What a list shows or betrays that it should not, or leaves out. */
export async function listFault(
  cell: Cell,
  { route, sample, told, ask }: Listing,
): Promise<string | undefined> {
  const { whose, isThrough, person } = cell;
  if (whose !== 'list' || !isThrough || !sample.lists) return undefined;
  const { own, foreign } = person.reaches;
  const { lists } = sample;
  if (!own && !foreign && told.text !== emptyList) return `not the empty list: ${told.text.slice(0, 300)}`;
  const pages = await allPages((query) => ask(route, { query }, person.caller));
  const text = `${told.text} ${pages}`;
  for (const [name, isReached] of [
    [lists.own(), own],
    [lists.foreign(), foreign],
  ] as const)
    // prettier-ignore
    if (text.includes(`"${name}"`) !== isReached) return `${name} is ${isReached ? 'not in it' : 'in it'}`;
  if (!lists.narrowed || foreign) return undefined;
  const narrowed = await ask(route, await lists.narrowed(), person.caller);
  return narrowed.text === emptyList
    ? undefined
    : `asked for what is foreign: ${narrowed.text.slice(0, 300)}`;
}

/** The text of all pages, one by one: a cursor leads to what the caller may know of, and ends with it. */
async function allPages(ask: (query: Record<string, string>) => Promise<Told>): Promise<string> {
  const texts: string[] = [];
  let query: Record<string, string> = { limit: '3' };
  for (;;) {
    const { text } = await ask(query);
    texts.push(text);
    const { items = [], next } = JSON.parse(text) as Page;
    if (items.length === 0 && texts.length > 1) return `"an empty page after a cursor" ${text}`;
    if (!next) return texts.join(' ');
    query = { limit: '3', cursor: next };
  }
}
