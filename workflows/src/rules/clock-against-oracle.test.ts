import fc from 'fast-check';
import type { Light } from '../domain/ledger.ts';
import { stepClock, taskClock } from './clock.ts';
import { nameOf, oracleClock } from './oracle.test.ts';
import { oracleStepLight, stepOf } from './oracle-of-steps.test.ts';
import { anyStepMoment, calendar, runs } from './scenarios.test.ts';
import { stepLight } from './step-light.ts';

function named({ due, chargedThrough, ...rest }: ReturnType<typeof oracleClock>) {
  return { ...rest, dueDay: due === null ? null : nameOf(due), chargedThrough: nameOf(chargedThrough) };
}

test('a step is charged, due and late as the day-by-day oracle says, at any instant', () => {
  fc.assert(
    fc.property(anyStepMoment, ({ step, now }) => {
      expect(stepClock(calendar, step, now)).toMatchObject(named(oracleClock(stepOf(step), now)));
    }),
    runs,
  );
});

test('a task is charged, due and late as the day-by-day oracle says, over its own lines', () => {
  fc.assert(
    fc.property(anyStepMoment, ({ step, now }) => {
      for (const task of step.tasks) {
        const { code, openedAt, closedAt, budget } = task;
        const clock = taskClock(calendar, step, task, now);
        if (openedAt === null || openedAt > now) expect(clock).toBeNull();
        else {
          const changes = step.ledger.filter((line) => line.task === code);
          expect(clock).toMatchObject(named(oracleClock({ openedAt, closedAt, budget, changes }, now)));
        }
      }
    }),
    runs,
  );
});

test('a step shows the light the oracle says, at any instant', () => {
  const seen = new Set<Light>();
  fc.assert(
    fc.property(anyStepMoment, ({ step, now }) => {
      const light = stepLight(calendar, step, now);
      expect(light).toBe(oracleStepLight(step, now));
      seen.add(light);
    }),
    runs,
  );
  expect([...seen].sort()).toEqual(['DONE', 'GREEN', 'PAUSED', 'RED', 'YELLOW']);
});
