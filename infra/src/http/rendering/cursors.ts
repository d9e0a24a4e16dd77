import { z } from 'zod';
import { isCursorText } from './page.ts';
import type { Fault } from '../problems/problem.ts';
import type { Answer, Route } from '../routing/route.ts';

/** Between callers and handlers: outside a cursor names its list (base64url of JSON `[list, at, key]`), handlers see `[at, key]`. */
export interface Cursors {
  /** the query with the cursor as the handler gave it; a cursor of another list, or of none, is a fault */
  readonly open: (query: Readonly<Record<string, unknown>>) => {
    readonly query: unknown;
    readonly faults: readonly Fault[];
  };
  /** the answer with the list named in its `next` */
  readonly seal: (answer: Answer) => Answer;
}

/** Of a route whose query takes a cursor; queries and answers of other routes pass unchanged. */
export const cursorsOf = ({ path, query }: Route): Cursors =>
  query instanceof z.ZodObject && 'cursor' in query.shape ? cursorsOfList(path) : unchanged;

const unchanged: Cursors = { open: (query) => ({ query, faults: [] }), seal: (answer) => answer };

const cursorsOfList = (list: string): Cursors => ({
  open: (query) => {
    const { cursor, ...others } = query;
    // what is no cursor even in its form is refused by the schema
    if (typeof cursor !== 'string' || !isCursorText(cursor)) return { query, faults: [] };
    const [name, ...position] = decoded(cursor);
    return name === list
      ? { query: { ...others, cursor: encoded(position) }, faults: [] }
      : { query: others, faults: [notOfThisList] };
  },
  seal: (answer) =>
    hasNext(answer.body)
      ? { ...answer, body: { ...answer.body, next: encoded([list, ...decoded(answer.body.next)]) } }
      : answer,
});

const notOfThisList: Fault = {
  at: 'query/cursor',
  fault: { zh: '须为此列表前一页的“next”', en: 'must be the `next` of an earlier page of this list' },
};

const hasNext = (body: unknown): body is { readonly next: string } =>
  typeof body === 'object' && body !== null && 'next' in body && typeof body.next === 'string';

const encoded = (parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts of a cursor; none when it is not the JSON of a list. */
function decoded(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
