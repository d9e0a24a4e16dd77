import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import { signToken, type Signing } from '../issuer/identity-key.ts';
import { people } from '../issuer/people.ts';
import type { Stack } from '../up.ts';

type Target = Pick<Stack, 'urls'> & Signing;

interface Request {
  readonly who: string;
  readonly path: string;
  readonly post?: object;
  /** the content of a PDF that is uploaded */
  readonly pdf?: Uint8Array<ArrayBuffer>;
}

/** What the sample people, by their names on the command line, ask of the gateway. Refusals and silence are failures. */
export type Api = ReturnType<typeof openApi>;

/** Real milliseconds an answer may take, and the pause before what was not answered is repeated under its key. */
const [patienceMs, pauseMs] = [15_000, 200];
const attempts = 5;

export function openApi(target: Target) {
  const { gateway } = target.urls;
  const tokens = new Map<string, Promise<string>>();
  return {
    get: <T>(who: string, path: string): Promise<T> => ask({ who, path }).then(read<T>({ who, path })),
    /** The content of a file. */
    download: async (who: string, path: string): Promise<Buffer> => {
      const response = await ask({ who, path });
      if (!response.ok) throw refusal({ who, path }, response, await response.text());
      return Buffer.from(await response.arrayBuffer());
    },
    /** Undefined where there is no such thing, or not yet. */
    find: async <T>(who: string, path: string): Promise<T | undefined> => {
      const response = await ask({ who, path });
      return response.status === 404 ? undefined : read<T>({ who, path })(response);
    },
    post: <T>(who: string, path: string, post: object): Promise<T> =>
      ask({ who, path, post }).then(read<T>({ who, path })),
    /** Uploads a PDF; `path` says in its query what it is. */
    upload: <T>(who: string, path: string, pdf: Uint8Array<ArrayBuffer>): Promise<T> =>
      ask({ who, path, pdf }).then(read<T>({ who, path })),
  };

  async function ask(request: Request): Promise<Response> {
    const init = await initOf(request);
    for (let attempt = 1; ; attempt++) {
      const response = await send(request, init);
      if (response.status !== 503 || attempt === attempts) return response;
      await sleep(pauseMs);
    }
  }

  async function initOf({ who, post, pdf }: Request): Promise<RequestInit> {
    const authorization = `Bearer ${await tokenOf(who)}`;
    if (!post && !pdf) return { headers: { authorization } };
    const type = pdf ? 'application/pdf' : 'application/json';
    const headers = { authorization, 'content-type': type, 'idempotency-key': randomUUID() };
    return { method: 'POST', headers, body: pdf ?? JSON.stringify(post) };
  }

  function send({ who, path }: Request, init: RequestInit): Promise<Response> {
    return fetch(`${gateway}${path}`, { ...init, signal: AbortSignal.timeout(patienceMs) }).catch((cause) => {
      throw failure(`${who} got no answer from ${path}.`, { cause });
    });
  }

  function tokenOf(who: string): Promise<string> {
    const person = people[who];
    if (!person) throw failure(`There is no sample person "${who}".`);
    const token = tokens.get(who) ?? signToken(target, person);
    tokens.set(who, token);
    return token;
  }
}

const refusal = ({ who, path }: Request, { status }: Response, text: string) =>
  failure(`${who} was refused at ${path}: ${status} ${text}`);

const read =
  <T>({ who, path }: Request) =>
  async (response: Response): Promise<T> => {
    if (response.ok) return (await response.json()) as T;
    throw refusal({ who, path }, response, await response.text());
  };
