import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import { type Api, people, type Signing, signToken } from '@doudi/stack';
import type { Tally } from './tally.ts';
import type { ToldAnswers } from './told-answers.ts';

interface Insisting {
  readonly gateway: string;
  readonly signing: Signing;
  readonly tally: Pick<Tally, 'attempt' | 'answered'>;
  /** what writes come to is not told, unless given */
  readonly told?: Pick<ToldAnswers, 'tell'>;
  /** from then on nothing new is begun; what was begun is asked again until it is answered */
  readonly over: AbortSignal;
}

/** Real milliseconds one attempt may take, between two of them, and all together. */
const [attemptMs, againMs, longestMs] = [30_000, 250, 300_000];

interface Asked {
  readonly who: string;
  readonly path: string;
  readonly key?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
}

interface Answer {
  readonly status: number;
  readonly content: Buffer;
}

/**
 * The API as a caller asks it who does not give up: whatever was not answered is asked again, a write under its key. Each attempt is counted, and
 * what comes of each write is told. Refusals are failures.
 */
export function insistingApi({ gateway, signing, tally, told, over }: Insisting): Api {
  const tokens = new Map<string, Promise<string>>();
  const get = async (who: string, path: string) => insist({ who, path });
  return {
    get: async <T>(who: string, path: string) => parsed<T>(await get(who, path), { who, path }),
    download: async (who, path) => done(await get(who, path), { who, path }).content,
    find: async <T>(who: string, path: string) => {
      const answer = await get(who, path);
      return answer.status === 404 ? undefined : parsed<T>(answer, { who, path });
    },
    post: async <T>(who: string, path: string, post: object) =>
      parsed<T>(await write({ who, path, body: JSON.stringify(post), type: 'application/json' }), {
        who,
        path,
      }),
    upload: async <T>(who: string, path: string, pdf: Uint8Array<ArrayBuffer>) =>
      parsed<T>(await write({ who, path, body: pdf, type: 'application/pdf' }), { who, path }),
  };

  function write(asked: Asked): Promise<Answer> {
    return insist({ ...asked, key: randomUUID() });
  }

  async function insist(asked: Asked): Promise<Answer> {
    if (over.aborted) throw failure('the load is over');
    const from = Date.now();
    for (;;) {
      const answer = await attempt(asked);
      tally.attempt(answer.status, `${asked.key ? 'POST' : 'GET'} ${asked.path}`);
      if (asked.key !== undefined) tellOf({ ...asked, key: asked.key }, answer);
      const isDone = answer.status >= 200 && answer.status < 300;
      const isFinal = answer.status !== 0 && answer.status < 500;
      if (isFinal) {
        tally.answered({ isWrite: asked.key !== undefined, from, to: Date.now(), isDone });
        return answer;
      }
      if (Date.now() - from > longestMs) throw failure(`${asked.path} was not answered: ${answer.status}`);
      await sleep(againMs);
    }
  }

  function tellOf({ key, path }: Asked & { readonly key: string }, { status, content }: Answer): void {
    const isObject = status >= 200 && status < 300 && content.at(0) === '{'.charCodeAt(0);
    const answer = isObject ? (JSON.parse(content.toString()) as object) : null;
    told?.tell({ key, path: path.split('?')[0] ?? '', status, answer, at: Date.now() });
  }

  async function attempt({ who, path, key, body, type }: Asked): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${await tokenOf(who)}`,
      ...(key && { 'idempotency-key': key }),
      ...(type && { 'content-type': type }),
    };
    const init = {
      ...{ headers, signal: AbortSignal.timeout(attemptMs) },
      ...(body !== undefined && { method: 'POST', body }),
    };
    return fetch(`${gateway}${path}`, init)
      .then(
        async (response) => ({ status: response.status, content: Buffer.from(await response.arrayBuffer()) }),
        () => nothing,
      )
      .catch(() => nothing);
  }

  function tokenOf(who: string): Promise<string> {
    const person = people[who];
    if (!person) throw failure(`There is no sample person "${who}".`);
    const token = tokens.get(who) ?? signToken(signing, person);
    tokens.set(who, token);
    return token;
  }
}

/** The connection was refused, or it broke. */
const nothing: Answer = { status: 0, content: Buffer.alloc(0) };

function done(answer: Answer, { who, path }: Pick<Asked, 'who' | 'path'>): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw failure(`${who} was refused at ${path}: ${answer.status} ${answer.content.toString()}`);
}

const parsed = <T>(answer: Answer, asked: Pick<Asked, 'who' | 'path'>): T =>
  JSON.parse(done(answer, asked).content.toString()) as T;
