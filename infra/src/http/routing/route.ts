import type { z } from 'zod';
import type { Queryable } from '../../database/pool.ts';
import type { Allow, AccessScope } from './access-scope.ts';
import type { Caller } from './role.ts';
import type { Words } from '../../words.ts';
import type { Readable } from 'node:stream';
import type { FileAnswer } from '../files/file-answer.ts';

export interface Call<Body = unknown, Params = unknown, Query = unknown> {
  readonly caller: Caller;
  /** what the caller may know of through this URL: every statement of the handler is bounded by it */
  readonly scope: AccessScope;
  readonly body: Body;
  readonly params: Params;
  readonly query: Query;
  /** the body of a route that takes an `upload`, as it arrives; its Content-Type is one of the rule's, its content is not judged yet */
  readonly upload?: Readable;
  /** the transaction of a write marked `transaction`, else the pool */
  readonly db: Queryable;
  /** of a write: hash of caller, verb, URL, Idempotency-Key and body. The same for every repetition; fits an updateId. */
  readonly requestKey: string;
  /** what the caller prefers to read, from Accept */
  readonly accepts: 'json' | 'text';
  /** of a route that `edits`: what the caller makes it depend on; `refuseStale` judges it */
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  /** of a route of files: what is downloaded instead of a body */
  readonly file?: FileAnswer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The media types an answer can have besides JSON. */
type TextType = 'text/plain' | 'application/x-ndjson';

/** One URL: who may, what it takes, what it does. `Code` are the types of problem that are its own. */
export interface Route<Code extends string = string> {
  readonly verb: 'get' | 'post' | 'put';
  readonly path: string;
  /** what it does, in one line, as people read it */
  readonly summary?: Words;
  /** the body of its success, and its status where that is not 200 */
  readonly answer?: z.ZodType;
  readonly status?: 201 | 202;
  /** the same as a text, to those who prefer its media type: for people `text/plain`, for systems a JSON document a line */
  readonly text?: TextType;
  /** its success is a file of one of these media types, instead of an `answer` */
  readonly file?: readonly string[];
  /** its body is a file of one of these media types, by its content, of at most this many bytes; its query says what it is */
  readonly upload?: UploadRule;
  /** its success bears a Location: where what it made or started is read */
  readonly location?: boolean;
  /** the types of the problems that are its own (the shell's are known) */
  readonly refuses?: readonly Code[];
  /** the roles that may call it, each with its access scope */
  readonly allow: Allow;
  /** anybody may call it, without a token, which is not looked at; `allow` is empty, and it is limited by the address */
  readonly public?: true;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  /** the write and its idempotency row share one transaction (SQL only); without it the row is committed first */
  readonly transaction?: boolean;
  /**
   * a person changes what he has read: the handler refuses what is stale (`refuseStale`) and answers as a read of the same URL
   * would; the answer bears the ETag with which the editing goes on
   */
  readonly edits?: boolean;
  /** fields of its answer that the first answer alone shows: they are not kept, and in that of a repetition they are null */
  readonly showsOnce?: readonly string[];
  /** a read that shows what is personal: each leaves a line in the audit */
  readonly audits?: true;
  /** a question that needs a body: changes nothing, so it takes no Idempotency-Key and nothing is stored */
  readonly safe?: boolean;
  handler(call: Call): Promise<Answer>;
  /**
   * of a write that a mandate allows, which can be revoked: throws what a new request of this caller would be answered who may no
   * longer see what an earlier one did
   */
  refuseReplay?(call: Call): Promise<void>;
}

export interface UploadRule {
  readonly types: readonly string[];
  readonly mostBytes: number;
}

interface Shape<B extends z.ZodType, P extends z.ZodType, Q extends z.ZodType, Code extends string> {
  summary?: Words;
  answer?: z.ZodType;
  status?: 201 | 202;
  text?: TextType;
  file?: readonly string[];
  upload?: UploadRule;
  location?: boolean;
  refuses?: readonly Code[];
  allow: Allow;
  public?: true;
  body?: B;
  params?: P;
  query?: Q;
  transaction?: boolean;
  edits?: boolean;
  showsOnce?: readonly string[];
  audits?: true;
  safe?: boolean;
  handler: (call: Call<z.output<B>, z.output<P>, z.output<Q>>) => Promise<Answer>;
  refuseReplay?: (call: Call<z.output<B>, z.output<P>, z.output<Q>>) => Promise<void>;
}

/** Whether a route writes: its requests bear an Idempotency-Key and each leaves a line in the audit. */
export const isWrite = ({ verb, safe }: Pick<Route, 'verb' | 'safe'>): boolean =>
  verb !== 'get' && safe !== true;

/** `VERB /path`, as people, tables and the audit name a route. */
export const nameOf = ({ verb, path }: Pick<Route, 'verb' | 'path'>): string =>
  `${verb.toUpperCase()} ${path}`;

/** A route whose verb and path the compiler knows. */
export interface NamedRoute<
  V extends Route['verb'],
  N extends string,
  Code extends string = string,
> extends Route<Code> {
  readonly verb: V;
  readonly path: N;
}

/** `VERB /path` of each route of a table, as a type: what is written for every URL cannot forget one. */
export type NameOf<R extends Route> = R extends Route ? `${Uppercase<R['verb']>} ${R['path']}` : never;

// The schemas make the handler's narrower call true; the shell parses with them before it calls.
const on =
  <V extends Route['verb']>(verb: V) =>
  <
    N extends string,
    B extends z.ZodType,
    P extends z.ZodType,
    Q extends z.ZodType,
    Code extends string = never,
  >(
    path: N,
    shape: Shape<B, P, Q, Code>,
  ): NamedRoute<V, N, Code> => ({ verb, path, ...shape });

export const get = on('get');
export const post = on('post');
export const put = on('put');
