import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { isCursorText } from './page.ts';
import type { Fault } from '../problems/problem.ts';
import type { Answer, Route } from '../routing/route.ts';
import type { SigningKey, SigningKeys } from './signing-keys.ts';

/** How the cursors of a list leave the house and come back. */
export interface Cursors {
  /** the query with the cursor as the handler gave it; one that was not given for this list is a fault */
  readonly open: (
    request: Request,
  ) => Promise<{ readonly query: unknown; readonly faults: readonly Fault[] }>;
  /** the answer with its `next` signed */
  readonly seal: (request: Request, answer: Answer) => Promise<Answer>;
}

/**
 * Signs the cursors of a route whose query takes one (HMAC-SHA256, RFC 2104), each for its URL: at another list it is worth
 * nothing. The same page always has the same `next`, so its ETag stays. Other routes go as they are.
 */
export const cursorsOf = ({ query }: Route, keys: SigningKeys): Cursors =>
  query instanceof z.ZodObject && 'cursor' in query.shape ? signing(keys) : asTheyAre;

const asTheyAre: Cursors = {
  open: ({ query }) => Promise.resolve({ query, faults: [] }),
  seal: (_request, answer) => Promise.resolve(answer),
};

const signing = (keys: SigningKeys): Cursors => ({
  open: async ({ path, query }) => {
    const { cursor, ...others } = query;
    if (typeof cursor !== 'string') return { query, faults: [] };
    const inner = opened(await keys(), path, cursor);
    return inner === undefined
      ? { query: isCursorText(cursor) ? others : query, faults: [notOurs] }
      : { query: { ...query, cursor: inner }, faults: [] };
  },
  seal: async ({ path }, answer) =>
    hasNext(answer.body)
      ? { ...answer, body: { ...answer.body, next: sealed(await keys(), path, answer.body.next) } }
      : answer,
});

const notOurs: Fault = {
  at: 'query.cursor',
  fault: { zh: '须为此列表前一页的“next”', en: 'must be the `next` of an earlier page of this list' },
};

const hasNext = (body: unknown): body is { readonly next: string } =>
  typeof body === 'object' && body !== null && 'next' in body && typeof body.next === 'string';

const signatureOf = ({ key }: SigningKey, path: string, cursor: string) =>
  createHmac('sha256', key)
    .update(JSON.stringify([path, cursor]))
    .digest('base64url');

function sealed(keys: readonly SigningKey[], path: string, cursor: string): string {
  const now = new Date();
  // the database's clock may be a little ahead of this one: then the oldest signs
  const key = keys.find(({ signsFrom }) => signsFrom <= now) ?? keys.at(-1);
  if (!key) throw new Error('house.signing_keys is empty');
  return `${cursor}.${signatureOf(key, path, cursor)}`;
}

function opened(keys: readonly SigningKey[], path: string, given: string): string | undefined {
  const dot = given.lastIndexOf('.');
  const [cursor, signature] = [given.slice(0, Math.max(dot, 0)), given.slice(dot + 1)];
  return keys.some((key) => isSame(signature, signatureOf(key, path, cursor))) ? cursor : undefined;
}

// as text, not as bytes: base64url has more than one text for the same bytes
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
