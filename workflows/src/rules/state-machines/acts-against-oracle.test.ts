import fc from 'fast-check';
import { tellStep, type ToldStep } from '@doudi/testing/clock/act-oracle';
import { bucketOfDay, type ToldTask } from '@doudi/testing/clock/told-ledger';
import type { ActedOrder, PlayedStep } from '@doudi/testing/clock/played-acts';
import {
  chargedDays,
  nameOf,
  oracleClock,
  oracleStepLight,
  stepOf,
  type Table,
} from '@doudi/testing/clock/oracle';
import { oracleForecast, oracleOrderClock, oracleOrderLight } from '@doudi/testing/clock/order-oracle';
import { actRuns, anyActs } from '@doudi/testing/clock/random-acts';
import { playActs } from '@doudi/testing/clock/tried-acts';
import { anyCounted, type Counted } from '@doudi/testing/clock/random-calendars';
import { oracleStatutory, segmentOf } from '@doudi/testing/clock/statutory-oracle';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Order, Step } from '../../domain/step.ts';
import { forecast } from '../lights-and-forecast/forecast.ts';
import { orderLight } from '../lights-and-forecast/order-light.ts';
import { stepLight } from '../lights-and-forecast/step-light.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { stepClock, taskClock } from '../step-clock/clock.ts';
import { dayAccount } from '../step-clock/day-account.ts';
import { stepSegment } from '../step-clock/ledger-segment.ts';
import { statutoryClock } from '../step-clock/statutory-clock.ts';
import { stepAsOf } from './as-of.ts';

const seen = {
  lights: new Set<Light>(),
  ways: new Set<string>(),
  outcomes: new Set<string>(),
  promises: new Set<string>(),
};

const dueDay = (due: number | null, table: Table) => (due === null ? null : nameOf(due, table));

function compareDays(told: ToldStep, { step, now, counted }: Reading): void {
  const { calendar, table } = counted;
  const rows = dayAccount(calendar, stepSegment(step), now).filter(({ isCharged }) => isCharged);
  const expected = chargedDays(stepOf(told.step), now, table);
  expect(rows.map(({ day, bucket }) => `${day} ${bucket}`)).toEqual(
    expected.map(({ place }) => `${nameOf(place, table)} ${bucketOfDay(told, place, table)}`),
  );
  const { due, chargedThrough, ...clock } = oracleClock(stepOf(told.step), now, table);
  const read = stepClock(calendar, step, now);
  expect(read).toMatchObject({
    ...clock,
    dueDay: dueDay(due, table),
    chargedThrough: nameOf(chargedThrough, table),
  });
  const { GOV, AGENCY, OWNER, EXCLUDED } = read.buckets;
  expect(GOV + AGENCY + OWNER + EXCLUDED).toBe(rows.length);
}

interface Reading {
  readonly step: Step;
  readonly now: Instant;
  readonly counted: Counted;
}

function compareTask(told: ToldStep, task: ToldTask, { step, now, counted }: Reading): void {
  const { calendar, table } = counted;
  const { code, statutory = null } = task.planned;
  const read = step.tasks.find((one) => one.code === code) as Step['tasks'][number];
  const { acceptance, supplements, extension, promises = [] } = stepAsOf(step, now).tasks.find((one) => one.code === code) as typeof read;
  expect({ acceptance, supplements, promises, extendedAt: extension?.grantedAt ?? null }).toEqual({
    acceptance: task.acceptance, supplements: task.supplements, promises: task.promises, extendedAt: task.extendedAt,
  });
  for (const { missedAt, keptAt } of promises) seen.promises.add(`${missedAt === null ? 'in time' : 'missed'}, ${keptAt === null ? 'open' : 'kept'}`);
  if (task.withheldAt !== null) seen.promises.add(task.closedAt === null ? 'withheld' : 'withheld, over');
  seen.ways.add(acceptance?.how ?? 'open');
  const { due, chargedThrough, ...clock } = oracleClock(segmentOf(told, task), now, table);
  expect(taskClock(calendar, step, read, now)).toMatchObject({
    ...clock, dueDay: dueDay(due, table), chargedThrough: nameOf(chargedThrough, table),
  });
  if (!statutory) return;
  const law = oracleStatutory(told, { task, limit: statutory }, { now, days: table });
  expect(statutoryClock(calendar, { step, task: read, limit: statutory }, now)).toMatchObject({
    dueDay: dueDay(law.due, table), isLate: law.isLate,
  });
} // prettier-ignore

function compareStep(one: PlayedStep, now: Instant, counted: Counted): ToldStep {
  const told = tellStep(one, now, counted.table);
  const reading = { step: one.step, now, counted };
  compareDays(told, reading);
  for (const task of told.tasks) compareTask(told, task, reading);
  const light = stepLight(counted.calendar, one.step, now);
  expect(light).toBe(oracleStepLight(told.step, now, counted.table));
  seen.lights.add(light);
  return told;
}

function compareOrder(
  order: Order,
  steps: readonly Step[],
  now: Instant,
  { calendar, table }: Counted,
): void {
  const told = { ...order, steps };
  const { due, days, ...expected } = oracleOrderClock(told, now, table);
  const clock = orderClock(calendar, order, now);
  expect(clock).toMatchObject({ ...expected, dueDay: dueDay(due, table) });
  expect(clock.days.map(({ day, bucket, step }) => `${day} ${bucket} ${step}`)).toEqual(
    days.map(({ place, bucket, step }) => `${nameOf(place, table)} ${bucket} ${step}`),
  );
  expect(orderLight(calendar, order, now)).toBe(oracleOrderLight(told, now, table));
  expect(forecast(calendar, order, now).day).toBe(nameOf(oracleForecast(told, now, false, table), table));
}

function compareAll(acted: ActedOrder, now: Instant, counted: Counted): void {
  const steps = acted.played().filter(({ openedAt }) => openedAt <= now);
  const told = steps.map((one) => compareStep(one, now, counted).step);
  compareOrder(acted.order(), told, now, counted);
}

/** How things stand now, which reading as of an earlier instant does not show. */
function compareStanding({ step, ...record }: PlayedStep, now: Instant, { table }: Counted): void {
  const { outcome, closedAt, stops } = tellStep(record, now, table).step;
  expect(step).toMatchObject({ outcome, closedAt, stops });
  seen.outcomes.add(outcome ?? 'open');
}

test('whatever people do, a step is accepted, charged, due, late and lit as the day-by-day oracle derives it from what was accepted', () => {
  fc.assert(
    fc.property(anyActs, anyCounted, (drawn, counted) => {
      const { acted, now } = playActs(counted.calendar, drawn, ({ before, drawn: { isLooking }, event }) => {
        if (isLooking) compareStep(before, Math.max(event.at, before.openedAt), counted);
      });
      for (const step of acted.played()) compareStanding(step, now, counted);
      compareAll(acted, now, counted);
      const { receivedAt, lookBack } = drawn;
      compareAll(acted, receivedAt + Math.floor(((now - receivedAt) * lookBack) / 1_000), counted);
    }),
    actRuns,
  );
  expect([...seen.lights].sort()).toEqual(['DONE', 'ENDED', 'GREEN', 'PAUSED', 'RED', 'YELLOW']);
  expect([...seen.ways].sort()).toEqual([
    'by-department',
    'by-last-paper',
    'by-opinion',
    'by-silence',
    'conditionally',
    'open',
  ]);
  // a result withheld at a last look, and a promise kept late, need more luck than a short run has
  expect([...seen.promises]).toEqual(
    expect.arrayContaining(['in time, kept', 'in time, open', 'missed, open', 'withheld, over']),
  );
  expect([...seen.outcomes].sort()).toEqual([
    'approved',
    'not-accepted',
    'not-supplied',
    'open',
    'refused',
    'withdrawn',
  ]);
});
