import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { people, scripts, type Script, signToken, type Stack } from '@doudi/stack';
import type { PaperKind } from '@doudi/workflows';

/** A question or a decision from the first attempt to the answer that stands; real milliseconds since the epoch. */
export interface Answered {
  readonly kind: 'decision' | 'read' | 'opening';
  readonly from: number;
  readonly to: number;
  readonly status: number;
  /** answers 502, 503 or none before it */
  readonly repeated: number;
}

const { enterprise, project } = scripts[0] as Pick<Script, 'enterprise' | 'project'>;

/** A check that returns the task lets it be reviewed again: an order has as many decisions as are wanted. */
const decisions = [
  { verb: 'review', who: 'reviewer-drc', body: { opinion: 'approve' } },
  { verb: 'check', who: 'checker-drc', body: { verdict: 'return', note: '请补充依据' } },
] as const;

const papersOfRecord: readonly PaperKind[] = ['business-licence', 'filing-form', 'truth-statement'];

/** Real milliseconds between an answer and the next question of a caller, and before a repetition. */
const breathMs = 100;

/** Callers who decide, each on an order of its own, and who read progress, until `rest`. A write is repeated with its key. */
export function openCallers(stack: Stack) {
  const answers: Answered[] = [];
  /** by order, how many of its decisions were answered 2xx; the last of them are decided on now */
  const decided = new Map<string, number>();
  const running: Promise<void>[] = [];
  let isOver = false;
  let deciders = 0;
  const ask = asker(stack, answers);

  const newest = () => [...decided.keys()].slice(-deciders);
  const decide = async (caller: number) => {
    const orderNo = newest()[caller] ?? '';
    const done = decided.get(orderNo) ?? 0;
    const { verb, who, body } = decisions[done % 2 === 0 ? 0 : 1];
    await ask({ kind: 'decision', who, path: `/v1/tasks/${orderNo}/record/${verb}`, post: body });
    decided.set(orderNo, done + 1);
  };
  const read = (caller: number, number: number) => {
    const orderNo = newest()[(caller + number) % deciders] ?? '';
    return ask({ kind: 'read', who: enterprise, path: `/v1/progress/${orderNo}` });
  };
  const call = async (turn: (caller: number, number: number) => Promise<unknown>, caller: number) => {
    for (let number = 0; !isOver; number += 1) {
      await turn(caller, number);
      await pause(breathMs);
    }
  };
  const add = (turn: (caller: number, number: number) => Promise<unknown>, count: number) => {
    for (let caller = 0; caller < count; caller += 1) running.push(call(turn, caller));
  };
  return {
    answers,
    decided,
    /** Opens an order for each decider, on which they go on. */
    openOrders: async (count: number) => {
      const first = decided.size;
      const opened = await Promise.all(
        Array.from({ length: count }, (_, index) => openOrder(ask, first + index)),
      );
      deciders = count;
      for (const orderNo of opened) decided.set(orderNo, 0);
    },
    addDeciders: (count: number) => add(decide, count),
    addReaders: (count: number) => add(read, count),
    rest: async () => {
      isOver = true;
      await Promise.all(running);
    },
  };
}

/** Opens an order of a new project whose first task can be decided. */
async function openOrder(ask: Ask, number: number): Promise<string> {
  const code = `2017-330683-29-03-${200_000 + number}`;
  await ask({ kind: 'opening', who: enterprise, path: '/v1/projects', post: { ...project, code } });
  for (const kind of papersOfRecord) await ask({ kind: 'opening', who: enterprise, ...paper(code, kind) });
  const post = { projectCode: code, track: '50' };
  const { orderNo } = await ask<{ orderNo: string }>({
    ...{ kind: 'opening', who: enterprise, path: '/v1/orders', post },
  });
  const path = `/v1/orders/${orderNo}`;
  while (!(await ask<{ startedAt: unknown }>({ kind: 'opening', who: enterprise, path })).startedAt)
    await pause(breathMs);
  return orderNo;
}

function paper(code: string, kind: PaperKind) {
  const pdf = new TextEncoder().encode(`%PDF-1.4\n% ${kind} of ${code}\n%%EOF\n`);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const says = new URLSearchParams({ kind, name: `${kind}.pdf`, sha256 });
  return { path: `/v1/projects/${code}/papers?${says.toString()}`, pdf };
}

interface Question {
  readonly kind: Answered['kind'];
  readonly who: string;
  readonly path: string;
  readonly post?: object;
  readonly pdf?: Uint8Array<ArrayBuffer>;
}

/** What a caller repeats: nobody knows whether it was done, or it was not. */
const unanswered = new Set([0, 502, 503]);

/** Real milliseconds an attempt may take. */
const patienceMs = 60_000;

type Ask = ReturnType<typeof asker>;

/** Asks until an answer stands, and remembers how long that took; a refusal is a bug of the bench and throws. */
function asker(stack: Stack, answers: Answered[]) {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: string): Promise<string> => {
    const person = people[who];
    if (!person) throw new Error(`there is no sample person ${who}`);
    const token = tokens.get(who) ?? signToken(stack, person);
    tokens.set(who, token);
    return token;
  };
  return async <T>({ kind, who, path, post, pdf }: Question): Promise<T> => {
    const headers = {
      authorization: `Bearer ${await tokenOf(who)}`,
      ...(post && { 'content-type': 'application/json' }),
      ...(pdf && { 'content-type': 'application/pdf' }),
      'idempotency-key': randomUUID(),
    };
    const body = pdf ?? (post && JSON.stringify(post));
    const from = Date.now();
    for (let repeated = 0; ; repeated += 1) {
      const signal = AbortSignal.timeout(patienceMs);
      const request = { headers, signal, ...(body && { method: 'POST', body }) };
      const { status, text } = await fetch(`${stack.urls.gateway}${path}`, request).then(
        async (response) => ({ status: response.status, text: await response.text() }),
        () => ({ status: 0, text: '' }),
      );
      if (unanswered.has(status)) {
        await pause(breathMs);
        continue;
      }
      answers.push({ kind, from, to: Date.now(), status, repeated });
      if (status >= 300) throw new Error(`${who} was refused at ${path}: ${status} ${text}`);
      return JSON.parse(text) as T;
    }
  };
}
