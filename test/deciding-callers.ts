import { paperToHandIn } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import type { tirelessCallers } from './tireless-callers.ts';

export type Callers = ReturnType<typeof tirelessCallers>;
export type Write = Callers['write'];
export interface Calling {
  readonly callers: Callers;
  readonly write: Write;
}

const { agent, enterprise } = seedCase;

/** A project of a caller's own: no two callers register the same. */
export const projectOf = (caller: number, number: number) => ({
  ...seedCase.project,
  code: `2017-330683-29-${String(caller).padStart(2, '0')}-${100_000 + number}`,
});

/** Reads something else each turn. */
export const reader = (callers: Callers, orderNo: string) => (number: number) =>
  [
    () => callers.read(agent, '/v1/orders'),
    () => callers.read(enterprise, `/v1/progress/${orderNo}`),
    () => callers.read(agent, '/v1/agencies'),
    () => callers.read('reviewer-drc', '/v1/tasks'),
  ][number % 4]?.() ?? Promise.resolve();

const decisions = [
  { task: 'record', verb: 'review', who: 'reviewer-drc', body: { opinion: 'approve' } },
  { task: 'record', verb: 'check', who: 'checker-drc', body: { verdict: 'approve' } },
  { task: 'order-meeting', verb: 'review', who: 'reviewer-asc', body: { opinion: 'approve' } },
  { task: 'order-meeting', verb: 'check', who: 'checker-asc', body: { verdict: 'approve' } },
] as const;

/** What the decisions of a decided order leave on record, in order. */
export const verbsOfDecided = decisions.map(({ verb }) => verb);

const papersOfRecord = ['business-licence', 'filing-form', 'truth-statement'] as const;

/** Opens an order of a new project with its papers each turn and has its first step decided; `decided` are those orders. */
export function decider({ callers, write }: Calling, caller: number) {
  const decided: string[] = [];
  const turn = async (number: number) => {
    const project = projectOf(caller, number);
    await write({ who: enterprise, path: '/v1/projects', body: project });
    for (const kind of papersOfRecord) {
      const { path, pdf } = paperToHandIn(project, kind);
      await write({ who: enterprise, path, body: pdf });
    }
    const body = { projectCode: project.code, track: '50' };
    const { text } = await write({ who: enterprise, path: '/v1/orders', body });
    const { orderNo } = JSON.parse(text) as { orderNo: string };
    // the answer does not wait for ever for the workflow; what is left is started by the sweep of every minute
    await waitFor({ what: `the start of ${orderNo}`, withinMs: 150_000 }, async () => {
      const receipt = await callers.read(enterprise, `/v1/orders/${orderNo}`);
      return (
        receipt.status === 200 && (JSON.parse(receipt.text) as { startedAt: unknown }).startedAt !== null
      );
    });
    for (const { task, verb, ...decision } of decisions)
      await write({ ...decision, path: `/v1/tasks/${orderNo}/${task}/${verb}` });
    decided.push(orderNo);
  };
  return { turn, decided };
}
