import fc from 'fast-check';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Step } from '../../domain/step.ts';
import { stepLight } from '../lights-and-forecast/step-light.ts';
import { anyCounted, type Counted } from '@doudi/testing/clock/random-calendars';
import { anyStepMoment, runs } from '@doudi/testing/clock/random-orders';
import { stepClock, taskClock } from './clock.ts';
import { dayAccount } from './day-account.ts';
import {
  oracleStepLight,
  stepOf,
  chargedDays,
  nameOf,
  oracleClock,
  type Table,
} from '@doudi/testing/clock/oracle';
import { stepSegment } from './ledger-segment.ts';

function named({ due, chargedThrough, ...rest }: ReturnType<typeof oracleClock>, table: Table) {
  const dueDay = due === null ? null : nameOf(due, table);
  return { ...rest, dueDay, chargedThrough: nameOf(chargedThrough, table) };
}

function compareClock(step: Step, now: Instant, { calendar, table }: Counted): void {
  const expected = oracleClock(stepOf(step), now, table);
  const remaining = stepOf(step).budget - expected.used;
  expect(stepClock(calendar, step, now)).toMatchObject({ ...named(expected, table), remaining });
}

/** A task's clock runs over its own lines of the ledger. */
function compareTasks(step: Step, now: Instant, { calendar, table }: Counted): void {
  for (const task of step.tasks) {
    const { code, openedAt, closedAt, budget } = task;
    const clock = taskClock(calendar, step, task, now);
    if (openedAt === null || openedAt > now) expect(clock).toBeNull();
    else {
      const changes = step.ledger.filter((line) => line.task === code);
      const expected = oracleClock({ openedAt, closedAt, budget, changes }, now, table);
      expect(clock).toMatchObject(named(expected, table));
    }
  }
}

function compareLedger(step: Step, now: Instant, { calendar, table }: Counted): void {
  const rows = dayAccount(calendar, stepSegment(step), now);
  const charged = rows.filter(({ isCharged }) => isCharged).map(({ day, bucket }) => `${day} ${bucket}`);
  const expected = chargedDays(stepOf(step), now, table);
  expect(charged).toEqual(expected.map(({ place, bucket }) => `${nameOf(place, table)} ${bucket}`));
  const { buckets, used } = oracleClock(stepOf(step), now, table);
  expect(rows.at(-1)).toMatchObject({ buckets, used, remaining: stepOf(step).budget - used });
}

test('a step and its tasks are charged, explained, due, late and lit as the day-by-day oracle says, at any instant by any calendar', () => {
  const seen = new Set<Light>();
  fc.assert(
    fc.property(anyStepMoment, anyCounted, ({ step, now }, counted) => {
      compareClock(step, now, counted);
      compareTasks(step, now, counted);
      compareLedger(step, now, counted);
      const light = stepLight(counted.calendar, step, now);
      expect(light).toBe(oracleStepLight(step, now, counted.table));
      seen.add(light);
    }),
    runs,
  );
  expect([...seen].sort()).toEqual(['DONE', 'ENDED', 'GREEN', 'PAUSED', 'RED', 'YELLOW']);
});
