import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Answer } from '../routing/route.ts';
import { isTagOf } from './is-tag-of.ts';

/** An answer as it goes over the wire, and as it is kept for repetitions. */
export interface Rendered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** JSON, unless the answer's own Content-Type says that its body is a text of another kind. */
export function render({ status = 200, body, headers = {} }: Answer): Rendered {
  const named = lowerCase(headers);
  const type = named['content-type'] ?? 'application/json; charset=utf-8';
  const text = typeof body === 'string' && !/[/+]json\b/.test(type) ? body : (JSON.stringify(body) ?? '');
  return { status, headers: text ? { ...named, 'content-type': type } : named, text };
}

const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** An answer in which fields of its body are null. */
export function without(fields: readonly string[], { headers, text, ...rest }: Rendered): Rendered {
  const nulls = Object.fromEntries(fields.map((field) => [field, null]));
  return { ...rest, headers, text: JSON.stringify({ ...(JSON.parse(text) as object), ...nulls }) };
}

/** Sends a read: with a strong ETag, or 304 when the caller has it already. */
export function sendRead(request: Request, response: Response, rendered: Rendered): void {
  const tag = tagOf(rendered);
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Accept, Authorization' });
  if (rendered.status === 200 && isTagOf(tag, request.get('if-none-match') ?? '', 'weak'))
    response.status(304).end();
  else send(response, rendered);
}

export function sendWrite(response: Response, rendered: Rendered, { replayed }: { replayed: boolean }): void {
  response.set('Cache-Control', 'no-store');
  if (replayed) response.set('Idempotent-Replay', 'true');
  send(response, rendered);
}

// end, not send: express would add a charset or an ETag of its own
const send = (response: Response, { status, headers, text }: Rendered) =>
  void response.status(status).set(headers).end(text);

/** The ETag of an answer: the same for the same text. */
export const tagOf = ({ text }: Rendered): string =>
  `"${createHash('sha256').update(text).digest('base64url')}"`;
