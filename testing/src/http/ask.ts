import { randomUUID } from 'node:crypto';
import type { Pool } from '@doudi/infra/database';
import { type Caller, isWrite, nameOf, type Route } from '@doudi/infra/http';
import { filledPath, keyed, testClient, type ClientResponse } from './client.ts';
import type { Token } from '../access/cells.ts';
import type { Thing } from '../samples.ts';

/** A service under test, as the generated tests know it. */
export interface World {
  /** where it is asked */
  readonly url: string;
  /** acts as the service */
  readonly pool: Pool;
  readonly bearer: (caller: Caller, faulty?: { expires?: string; audience?: string }) => Promise<string>;
  /** what lies behind the service and must not move when something is refused */
  readonly witness?: () => unknown;
  /** puts all mandates of our agent into one state */
  readonly setMandates: (state: 'active' | 'revoked' | 'expired') => Promise<unknown>;
}

/** A line the audit must have. */
export interface Line {
  readonly requestId: string;
  readonly who: string | null;
  readonly what: string;
  readonly path: string;
  readonly status: number;
}

const faults: Readonly<Record<Token, { expires?: string; audience?: string } | undefined>> = {
  valid: {},
  expired: { expires: '2 minutes ago' },
  'wrong audience': { audience: 'somebody-else' },
  none: undefined,
};

/** Asks in anybody's name, with a token of any kind, and keeps which lines the audit must have of it. */
export function recordingClient({ url, bearer }: World) {
  const client = testClient(url);
  const lines: Line[] = [];
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (caller: Caller, token: Token) => {
    const key = JSON.stringify([caller, token]);
    const made = tokens.get(key) ?? bearer(caller, faults[token]);
    tokens.set(key, made);
    return made;
  };
  async function ask(
    route: Route,
    thing: Thing,
    caller: Caller,
    token: Token = 'valid',
  ): Promise<ClientResponse> {
    const requestId = `matrix-${randomUUID()}`;
    const path = pathOf(route, thing);
    const response = await client.ask({
      verb: route.verb.toUpperCase(),
      path,
      headers: {
        'X-Request-Id': requestId,
        ...(token !== 'none' && { Authorization: await tokenOf(caller, token) }),
        ...keyed(route, requestId),
      },
      ...textOf(thing),
    });
    if (isWrite(route) || route.audits || response.status === 401 || response.status === 403)
      lines.push({
        ...{ requestId, what: nameOf(route), status: response.status, path: path.split('?')[0] ?? '' },
        who: token === 'valid' && !route.public ? caller.subject : null,
      });
    return response;
  }
  return { ask, lines, close: client.close };
}
export type RecordingClient = ReturnType<typeof recordingClient>;

/** What goes as the body, if anything does. */
const textOf = ({ body, content }: Thing) => {
  const text = content ?? (body && JSON.stringify(body));
  return text === undefined ? {} : { text };
};

function pathOf({ path }: Route, { params = {}, query }: Thing): string {
  const filled = filledPath(path, (name) => params[name] ?? '');
  return query ? `${filled}?${new URLSearchParams(query).toString()}` : filled;
}
