import { failure } from '@doudi/infra/failure';
import { buckets as allBuckets, type Plan, planFor, shanghaiIso } from '@doudi/workflows';
import type { CaseAnswer, List, ProgressAnswer } from './answers.ts';
import type { Api } from './api.ts';
import { dayOf, type Office } from './office.ts';
import { openOrder } from './open-order.ts';
import { playOrder } from './play-order.ts';
import type { Permit, Script } from './script.ts';
import { waitFor } from './wait-for.ts';

export interface Stage {
  readonly api: Api;
  readonly office: Office;
  /** called with the number of each order that is opened */
  readonly opened: (orderNo: string) => void;
}

/** Plays a script to its permit and answers its number and the line the API's numbers make; a failure when it is not the one expected. */
export async function playToPermit(
  stage: Stage,
  script: Script,
): Promise<{ readonly orderNo: string; readonly line: string }> {
  const orderNo = await play(stage, script);
  return { orderNo, line: await permitOf(stage, script, orderNo) };
}

/** Waits for the permit of an order, and answers the line its numbers make; a failure when it is not the one expected. */
export async function permitOf({ api, office }: Stage, script: Script, orderNo: string): Promise<string> {
  const what = `the permit of ${orderNo}`;
  const progress = await waitFor({ what, signal: office.signal }, async () => {
    const seen = await api.get<ProgressAnswer>(script.enterprise, `/v1/progress/${orderNo}`);
    return seen.outcome !== null && seen;
  });
  const { usedDays: used, budgetDays: budget, buckets, forecast } = progress;
  const line = permitLine({ day: forecast.day, used, budget, buckets });
  return same(what, line, script.permit && permitLine(script.permit));
}

/** Plays a script until its step is red and has its case, and answers the link to the overdue steps. */
export async function playToOverdue(stage: Stage, script: Script): Promise<string> {
  const orderNo = await play(stage, script);
  const { overdue } = script;
  if (!overdue) throw failure(`The script of ${orderNo} names no step that is to be overdue.`);
  const { api, office } = stage;
  await office.until(overdue.since);
  const what = `the fallback case of ${overdue.step} of ${orderNo}`;
  const found = await waitFor({ what, signal: office.signal }, async () => {
    const { items } = await api.get<List<CaseAnswer>>('officer-fang', '/v1/cases?limit=100');
    // its red light raises what had climbed by itself
    return items.find((item) => item.orderNo === orderNo && item.level === 'L4');
  });
  same(what, `${found.state} since ${found.openedAt}`, `open since ${shanghaiIso(overdue.caseSince)}`);
  const { steps } = await api.get<ProgressAnswer>(script.agent, `/v1/progress/${orderNo}`);
  same('the light', steps.find(({ code }) => code === overdue.step)?.light ?? 'none', 'RED');
  const links = await api.get<List<{ url: string }>>('supervisor-qian', '/v1/supervision/links');
  return `overdue steps: ${links.items[0]?.url}`;
}

/** Opens the order at its hour and plays what its script has. */
export async function play({ api, office, opened }: Stage, script: Script): Promise<string> {
  const { opensAt, track, days, enterprise, done } = script;
  await office.until(opensAt);
  const { orderNo, receivedAt } = await openOrder(api, script);
  office.mustBeOn(dayOf(shanghaiIso(opensAt)), receivedAt, `the opening of ${orderNo}`);
  opened(orderNo);
  const plan = planFor(track, days) as Plan; // intake has just taken the same
  await playOrder({ api, orderNo, plan, enterprise, done, pace: office, signal: office.signal });
  return orderNo;
}

/** What came, when it is what was expected; a failure else. */
export function same(what: string, came: string, expected: string | undefined): string {
  if (came !== expected) throw failure(`Expected of ${what}: "${expected}"; the API says: "${came}".`);
  return came;
}

/** The line printed when a permit is issued: `permit issued 2017-08-11, 40 of 50 working days used (GOV 13, …)`. */
function permitLine({ day, used, budget, buckets }: Omit<Permit, 'deliverBy'>): string {
  const shares = allBuckets.map((bucket) => `${bucket} ${buckets[bucket]}`).join(', ');
  return `permit issued ${day}, ${used} of ${budget} working days used (${shares})`;
}
