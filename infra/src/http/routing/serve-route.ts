import type { Request, RequestHandler, Response } from 'express';
import type { Pool } from '../../database/pool.ts';
import type { Verify } from '../../identity/verify-token.ts';
import { digestOf, fingerprintOf, once } from '../idempotency/idempotency.ts';
import { keyForm } from '../idempotency/idempotency-keys.ts';
import { forbidden, shellProblem, type Fault } from '../problems/problem.ts';
import { bodyReader } from '../validation/read-body.ts';
import { accessScopeOf, noScope, type Allow } from './access-scope.ts';
import { anybody } from './role.ts';
import { render, sendRead, sendWrite, tagOf, without, type Rendered } from '../rendering/rendered.ts';
import type { Call, Route } from './route.ts';
import { sendFile } from '../files/file-answer.ts';
import { refuseByHead } from '../files/upload.ts';
import { cursorsOf } from '../rendering/cursors.ts';
import { validInput } from '../validation/valid-input.ts';

interface Shell {
  readonly pool: Pool;
  readonly verify: Verify;
  readonly bodyLimit: number;
}

/** Verifies token and role, validates the input, then calls the handler. */
export function serveRoute(route: Route, shell: Shell): RequestHandler {
  if (route.verb === 'get') return serveRead(route, shell);
  return route.safe ? serveQuestion(route, shell) : serveWrite(route, shell);
}

function serveRead(route: Route, { pool, verify }: Shell): RequestHandler {
  const cursors = cursorsOf(route);
  return async (request: Request, response: Response) => {
    const who = await admitted(route, verify, request);
    const { query, faults } = cursors.open(request.query);
    const input = validInput(route, { body: undefined, params: request.params, query }, { rules: faults });
    const call: Call = { ...input, ...who, db: pool, requestKey: '' };
    const answer = await route.handler(call);
    if (answer.file) await sendFile(request, response, answer.file);
    else sendRead(request, response, render(cursors.seal(answer)));
  };
}

function serveQuestion(route: Route, { pool, verify, bodyLimit }: Shell): RequestHandler {
  const readBody = bodyReader(bodyLimit);
  const cursors = cursorsOf(route);
  return async (request: Request, response: Response) => {
    const who = await admitted(route, verify, request);
    const body = await readBody(request, response);
    const { query, faults } = cursors.open(request.query);
    const input = validInput(route, { body, params: request.params, query }, { rules: faults });
    const call: Call = { ...input, ...who, db: pool, requestKey: '' };
    const answer = cursors.seal(await route.handler(call));
    sendWrite(response, render(answer), { replayed: false });
  };
}

function serveWrite(route: Route, { pool, verify, bodyLimit }: Shell): RequestHandler {
  const readBody = bodyReader(bodyLimit);
  const { upload, showsOnce } = route;
  return async (request: Request, response: Response) => {
    const who = await admitted(route, verify, request);
    const body = upload ? undefined : await readBody(request, response);
    const { params, query, method, path } = request;
    const input = validInput(route, { body, params, query }, { faults: keyFaults(request) });
    if (upload) refuseByHead(request, upload);
    const rowKey = digestOf([who.caller.subject, method, path, request.get(keyHeader)]);
    const fingerprint = fingerprintOf({ body: body ?? {}, query });
    // the work is known by this for longer than the row is kept: a key that returns with another body is other work
    const requestKey = digestOf([rowKey, fingerprint]);
    const arriving = upload && { upload: request };
    const call = { ...input, ...who, requestKey, ...arriving, ...conditions(route, request) };
    const { rendered, replayed } = await once({
      pool,
      rowKey,
      fingerprint,
      transaction: route.transaction ?? false,
      work: async (db) => tagged(route, render(await route.handler({ ...call, db }))),
      ...(showsOnce && { kept: (answer: Rendered) => without(showsOnce, answer) }),
      refuseReplay: async (db) => route.refuseReplay?.({ ...call, db }),
    });
    sendWrite(response, rendered, { replayed });
  };
}

/** The caller, the access scope this route gives them, and the type of answer they prefer. */
async function admitted(
  route: Route,
  verify: Verify,
  request: Request,
): Promise<Pick<Call, 'caller' | 'scope' | 'accepts'>> {
  if (route.public) return { caller: anybody, scope: noScope, accepts: accepts(route, request) };
  const caller = await verify(request.get('authorization'));
  if (request.res) request.res.locals['caller'] = caller;
  const scope = accessScopeOf(route.allow, caller);
  if (!scope) throw forbidden(whoMay(route.allow));
  return { caller, scope, accepts: accepts(route, request) };
}

const whoMay = (allow: Allow) => {
  const names = Object.keys(allow);
  return { zh: `可办理的角色：${names.join('、')}`, en: `This may: ${names.join(', ')}` };
};

const conditions = ({ edits }: Route, request: Request): Pick<Call, 'ifMatch' | 'ifNoneMatch'> =>
  edits
    ? // a header without a value says nothing
      {
        ifMatch: request.get('if-match') || undefined,
        ifNoneMatch: request.get('if-none-match') || undefined,
      }
    : {};

const tagged = ({ edits }: Route, rendered: Rendered): Rendered =>
  edits ? { ...rendered, headers: { ...rendered.headers, etag: tagOf(rendered) } } : rendered;

const keyHeader = 'Idempotency-Key';

const keyFaults = (request: Request): Fault[] =>
  keyForm.test(request.get(keyHeader) ?? '')
    ? []
    : [
        {
          at: `header/${keyHeader}`,
          fault: {
            zh: '每个写请求都需要此请求头：1 至 200 个可见 ASCII 字符，每个新请求用新值',
            en: 'every write needs this header: 1 to 200 visible ASCII characters, new for each request',
          },
        },
      ];

const json = ['application/json', 'application/problem+json'];

/** What the caller prefers of what there is. Throws 406 when it is none of it. */
function accepts({ text }: Route, request: Request): Call['accepts'] {
  const types = text ? [...json, text] : json;
  const preferred = request.accepts(types);
  if (preferred === false) throw shellProblem('not-acceptable', { types });
  return preferred === text ? 'text' : 'json';
}
