import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@doudi/stack';
import { paperKinds, planFor, type Plan } from '@doudi/workflows';
import { sample } from '../bench-temporal/product-walk.ts';
import { insistingApi } from '../chaos/insisting-api.ts';
import { openedOrder } from '../chaos/opened-order.ts';
import type { Answered, Tally } from '../chaos/tally.ts';

/** A check that returns the task lets it be reviewed again: an order has as many decisions as are wanted. */
export const decisions = [
  { verb: 'review', who: 'reviewer-drc', body: { opinion: 'approve' } },
  { verb: 'check', who: 'checker-drc', body: { verdict: 'return', note: '请补充依据' } },
] as const;

const { paperList = [] } = (planFor('50') as Plan).steps[0]?.tasks[0] ?? {};
/** Papers that are not handed in: all but what the first task needs. */
export const lacks = paperKinds.filter((kind) => paperList.every((paper) => paper.kind !== kind));

/** Real milliseconds between an answer and the next question of a caller. */
const breathMs = 100;

export type Callers = ReturnType<typeof openCallers>;

/** Callers who decide, each on an order of its own, and who read progress, until `rest`. What was not answered is asked again. */
export function openCallers(stack: Stack) {
  const over = new AbortController();
  const asking = (tally: Pick<Tally, 'attempt' | 'answered'>) =>
    insistingApi({ gateway: stack.urls.gateway, signing: stack, tally, over: over.signal });
  const answers: Answered[] = [];
  /** the instants of attempts that were not answered */
  const unanswered: number[] = [];
  const api = asking({
    answered: (one) => void answers.push(one),
    attempt: (status) => void ((status === 0 || status >= 500) && unanswered.push(Date.now())),
  });
  // what is made ready is not measured
  const opening = asking({ answered: () => undefined, attempt: () => undefined });
  /** by order, how many of its decisions were done; the last of them are decided on now */
  const decided = new Map<string, number>();
  const running: Promise<void>[] = [];
  let deciders = 0;

  const newest = () => [...decided.keys()].slice(-deciders);
  const decide = async (caller: number) => {
    const orderNo = newest()[caller] ?? '';
    const done = decided.get(orderNo) ?? 0;
    const { verb, who, body } = decisions[done % 2 === 0 ? 0 : 1];
    await api.post(who, `/v1/tasks/${orderNo}/record/${verb}`, body);
    decided.set(orderNo, done + 1);
  };
  const read = (caller: number, number: number) =>
    api.get(sample.enterprise, `/v1/progress/${newest()[(caller + number) % deciders]}`);
  const call = async (turn: (caller: number, number: number) => Promise<unknown>, caller: number) => {
    for (let number = 0; !over.signal.aborted; number += 1) {
      await turn(caller, number);
      await pause(breathMs);
    }
  };
  const add = (turn: (caller: number, number: number) => Promise<unknown>, count: number) => {
    for (let caller = 0; caller < count; caller += 1) {
      const one = call(turn, caller);
      one.catch(() => over.abort()); // `rest` says why
      running.push(one);
    }
  };
  return {
    answers,
    unanswered,
    decided,
    /** Opens an order for each decider, on which they go on. */
    openOrders: async (count: number) => {
      const codes = Array.from(
        { length: count },
        (_, index) => `2017-330683-29-03-${200_000 + decided.size + index}`,
      );
      const opened = await Promise.all(
        codes.map((code) => openedOrder(opening, { code, track: '50', lacks })),
      );
      deciders = count;
      for (const orderNo of opened) decided.set(orderNo, 0);
    },
    addDeciders: (count: number) => add(decide, count),
    addReaders: (count: number) => add(read, count),
    /** Ends the load; throws what a caller could not get over. */
    rest: async () => {
      over.abort();
      await Promise.all(running);
    },
  };
}
