import { buckets as allBuckets, type Day } from '@doudi/workflows';
import { decide } from './actions.ts';
import type { Api } from './api.ts';
import type { DecisionAnswer, List, ProgressAnswer } from './answers.ts';
import { dayOf } from './office.ts';
import { handInPapers, openOrder } from './open-order.ts';
import { play, same, type Stage } from './play-script.ts';
import type { Script } from './script.ts';
import { waitFor } from './wait-for.ts';

const [reviewer, checker] = ['reviewer-nrp', 'checker-nrp'];
const [supervisor, officer] = ['supervisor-qian', 'officer-fang'];
const task = 'planning-conditions';
const day = (text: string) => text as Day;

const missing = { lines: [{ paper: 'site-plan', isFlawed: true, text: '总平面图缺少消防车道标注' }] };
const stop = { reason: 'expert-review', lastDay: '2017-07-18', note: '规划条件须经专家评审' };
const refusal = {
  note: '选址位于生态保护红线内',
  legalBasis: '《城乡规划法》第三十八条',
  remedy: '可另选地块重新申报；不服的，可申请行政复议或提起行政诉讼',
};

/** A newer site plan is asked for and handed in; a legal stop is approved and ends by itself; then the task is approved. */
export async function playSupplementAndStop(
  stage: Stage,
  script: Script,
): Promise<{ readonly orderNo: string; readonly line: string }> {
  const orderNo = await play(stage, script);
  const { api, office } = stage;
  const path = `/v1/tasks/${orderNo}/${task}`;
  await office.untilDay(day('2017-07-06'));
  await api.post(reviewer, `${path}/supplement`, missing);
  await office.untilDay(day('2017-07-11'));
  await handInPapers(api, { ...script, kinds: ['site-plan'] });
  await office.untilDay(day('2017-07-12'));
  await api.post(reviewer, `${path}/requests/stop`, stop);
  const { counter } = await api.get<{ counter: { requests: { no: number }[] } }>(reviewer, path);
  await api.post(supervisor, `${path}/requests/${counter.requests[0]?.no}/decision`, { verdict: 'grant' });
  await office.untilDay(day('2017-07-19'));
  const turn = { api, orderNo, task, enterprise: script.enterprise, signal: office.signal } as const;
  const { at } = await decide(turn, 'NRP');
  const { steps } = await api.get<ProgressAnswer>(script.enterprise, `/v1/progress/${orderNo}`);
  const { buckets } = steps.find(({ code }) => code === 'planning') ?? {};
  const shares = allBuckets.map((bucket) => `${bucket} ${buckets?.[bucket]}`).join(', ');
  const line = `${task} approved ${dayOf(at)} after a supplement and a legal stop (${shares})`;
  const expected = 'GOV 3, AGENCY 0, OWNER 3, EXCLUDED 4';
  const what = `${task} approved 2017-07-19 after a supplement and a legal stop (${expected})`;
  return { orderNo, line: same(`${task} of ${orderNo}`, line, what) };
}

/** A department refuses, and the enterprise reads why, by which law, and what it can do. */
export async function playRefusal(stage: Stage, script: Script): Promise<string> {
  const orderNo = await play(stage, script);
  const { api, office } = stage;
  const path = `/v1/tasks/${orderNo}/${task}`;
  await office.untilDay(day('2017-07-13'));
  await api.post(reviewer, `${path}/review`, { opinion: 'refuse', note: refusal.note });
  await office.untilDay(day('2017-07-14'));
  const { at } = await api.post<DecisionAnswer>(checker, `${path}/check`, { verdict: 'refuse', ...refusal });
  const { ending } = await api.get<Refused>(script.enterprise, `/v1/progress/${orderNo}`);
  const words = ({ note, legalBasis, remedy }: typeof refusal) => `${note}；${legalBasis}；${remedy}`;
  const told = await Promise.all([script.enterprise, officer].map((who) => toldTo(api, who, orderNo)));
  const line = `refused ${dayOf(at)}: ${ending.reasons.map(words).join()}`;
  return same(
    `the refusal of ${orderNo}`,
    `${line} (told the enterprise and the fallback window: ${told.join(', ')})`,
    `refused 2017-07-14: ${words(refusal)} (told the enterprise and the fallback window: 核准：不予许可, 核准：不予许可)`,
  );
}

/** The refused project is ordered again within 30 days: the new order goes on with the days and results of the one before. */
export async function playAgain(
  { api, office, opened }: Stage,
  script: Script,
): Promise<{ readonly orderNo: string; readonly line: string }> {
  await office.untilDay(day('2017-07-17'));
  const what = `the end of the order before`;
  const { orderNo } = await waitFor({ what, signal: office.signal }, () =>
    openOrder(api, script).catch(() => undefined),
  );
  opened(orderNo);
  const { carried } = await api.get<Again>(script.enterprise, `/v1/progress/${orderNo}`);
  const { usedDays, results } = carried;
  const line = same(
    orderNo,
    `ordered again: ${usedDays} days of ${carried.orderNo} are carried, ${results.join(' and ')} taken over`,
    `ordered again: 4 days of O201707100001 are carried, record and order-meeting taken over`,
  );
  return { orderNo, line };
}

interface Again {
  readonly carried: {
    readonly orderNo: string;
    readonly usedDays: number;
    readonly results: readonly string[];
  };
}

/** What this person was last told of an order's decisions. */
async function toldTo(api: Api, who: string, orderNo: string): Promise<string | undefined> {
  const { items } = await api.get<List<Told>>(who, '/v1/inbox/approval-workflows/notices?limit=100');
  return items.find((notice) => notice.orderNo === orderNo && notice.kind === 'check')?.what.zh;
}
interface Told {
  readonly orderNo: string;
  readonly kind: string;
  readonly what: { readonly zh: string };
}

interface Refused {
  readonly ending: { readonly reasons: readonly (typeof refusal)[] };
}
