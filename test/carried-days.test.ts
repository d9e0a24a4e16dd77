import { randomUUID } from 'node:crypto';
import type { CarriedDays } from '@doudi/workflows';
import type { OrderAnswer, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { openOrder } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

// a weekend lies before the first day that is charged
const suite = suiteStack({ realDayMs: 3_000 });

const { agent, enterprise } = seedCase;
const script = { ...seedCase, project: { ...seedCase.project, code: '2017-330683-29-03-000701' } };

type Progress = ProgressAnswer & { readonly carried: (CarriedDays & { usedDays: number }) | null };
const progressOf = (orderNo: string) => suite.api.get<Progress>(enterprise, `/v1/progress/${orderNo}`);
const used = (orderNo: string, days: number) =>
  waitFor({ what: `${days} days of ${orderNo}`, withinMs: 40_000 }, async () => {
    return (await progressOf(orderNo)).usedDays >= days;
  });
/** The order as it has ended, once intake lets another be opened. */
async function ended(orderNo: string): Promise<Progress> {
  await waitFor({ what: `the end of ${orderNo}` }, async () => {
    const { state } = await suite.api.get<OrderAnswer>(agent, `/v1/orders/${orderNo}`);
    return state === 'closed';
  });
  return progressOf(orderNo);
}

/** The department refuses the first task. */
async function refuse(orderNo: string): Promise<void> {
  const grounds = {
    note: '不符合产业政策',
    legalBasis: '《企业投资项目核准和备案管理条例》',
    remedy: '可申请行政复议',
  };
  const decide = async (who: string, what: string, body: object) => {
    const path = `/v1/tasks/${orderNo}/record/${what}`;
    const { status } = await writeOnce(suite.stack, { who, path, body, key: randomUUID() });
    expect([path, status]).toEqual([path, 200]);
  };
  await decide('reviewer-drc', 'review', { opinion: 'refuse', note: grounds.note });
  await decide('checker-drc', 'check', { verdict: 'refuse', ...grounds });
}

test('an order opened after a withdrawal or a refusal goes on with the days of the one before, and says whose they are', async () => {
  const first = (await walkOrder(suite.api, { ...script, tasks: [] })).orderNo;
  await used(first, 1);
  await suite.api.post(enterprise, `/v1/orders/${first}/withdrawal`, { reason: '投资计划调整' });
  const { buckets, usedDays } = await ended(first);

  const second = (await openOrder(suite.api, script)).orderNo;
  expect((await progressOf(second)).carried).toEqual({ orderNo: first, buckets, usedDays });
  await used(second, usedDays + 1);
  await refuse(second);
  const refused = await ended(second);

  const third = (await openOrder(suite.api, script)).orderNo;
  const progress = await progressOf(third);
  expect(progress.carried).toEqual({ orderNo: second, buckets: refused.buckets, usedDays: refused.usedDays });
  expect(refused.usedDays).toBeGreaterThan(usedDays);
  expect(progress.remainingDays).toBe(50 - progress.usedDays);
  expect(progress.usedDays).toBeGreaterThanOrEqual(refused.usedDays);
  const { days, ...ledger } = await suite.api.get<Ledger>(enterprise, `/v1/progress/${third}/ledger`);
  expect(ledger.carried).toMatchObject({ ...progress.carried, what: { zh: `结转自订单 ${second}` } });
  expect(days[0]).toMatchObject({ buckets: refused.buckets, used: refused.usedDays });
}, 120_000);
interface Ledger {
  readonly carried: object;
  readonly days: readonly object[];
}
