import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import { setOfficeClock } from '@doudi/infra/service';
import { type Api, dayMs, type Script, type Stack, waitFor } from '@doudi/stack';
import {
  dayEnds,
  officeDay,
  officeTime,
  realMsUntil,
  shippedCalendar,
  type Day,
  type OfficeClock,
} from '@doudi/workflows';
import { inParallel } from './side.ts';
import { firstStep, readProgress } from './product-walk.ts';

interface Storm {
  readonly api: Api;
  readonly db: pg.Client;
  readonly orders: number;
  readonly open: (track: Pick<Script, 'track' | 'days'>) => Promise<string>;
}

/** Its first step is due a working day after the receipt. */
const shortest = { track: '30', days: 20 } as const;

const callers = 8;
/** Real milliseconds the cases of a storm may take. */
const patienceMs = 300_000;

/** Opens orders on one office day and leaves them alone; answers real seconds from their due instant until all have a case. */
export async function storm(clock: OfficeClock, { api, db, orders, open }: Storm): Promise<number> {
  await sleep(untilOpening(clock));
  const orderNos = await inParallel(callers, orders, () => open(shortest));
  const due = await Promise.all(
    [orderNos[0], orderNos.at(-1)].map((orderNo) => firstDueDay(api, orderNo ?? '')),
  );
  if (!due[0] || due[0] !== due[1])
    throw failure(`The orders of the storm were not received on one day: ${due.join(', ')}.`);
  const ms = realMsUntil(clock, dayEnds(shippedCalendar, due[0]), Date.now());
  const dueAt = Date.now() + ms;
  await sleep(ms);
  await waitFor({ what: 'the last case of the storm', withinMs: patienceMs }, () => allCases(db, orderNos));
  return (Date.now() - dueAt) / 1_000;
}

/** From now on office days are so short that a storm comes soon, and so long that all its orders are received on one. */
export async function fastClock({ databaseUrl }: Stack, orders: number): Promise<OfficeClock> {
  const realDayMs = 3_000 + 250 * orders;
  const evening = dayEnds(shippedCalendar, officeDay(shippedCalendar, Date.now()));
  const rate = dayMs / realDayMs;
  await setOfficeClock(databaseUrl, { officeAt: new Date(evening), rate });
  return { officeAt: evening, clockAt: Date.now(), rate };
}

/** Real milliseconds until an office day of which most is left, so that all orders of a storm are received on it. */
function untilOpening(clock: OfficeClock): number {
  const now = officeTime(clock, Date.now());
  const ends = dayEnds(shippedCalendar, officeDay(shippedCalendar, now));
  return ends - now > 0.7 * dayMs ? 0 : realMsUntil(clock, ends, Date.now());
}

async function firstDueDay(api: Api, orderNo: string): Promise<Day | null> {
  const { steps } = await readProgress(api, orderNo);
  return steps.find(({ code }) => code === firstStep.code)?.dueDay ?? null;
}

async function allCases(db: pg.Client, orderNos: readonly string[]): Promise<boolean> {
  const { rows } = await db.query<{ cases: number }>(
    'select count(*)::int as cases from approval_workflows.cases where order_no = any ($1)',
    [orderNos],
  );
  const cases = rows[0]?.cases ?? 0;
  if (cases > orderNos.length)
    throw failure(`${cases} cases of ${orderNos.length} orders: some were doubled.`);
  return cases === orderNos.length;
}
