import type { CommissionState } from '../../domain/commission.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Step } from '../../domain/step.ts';
import { planFor } from '../plan/plan-for.ts';
import { openStep, stepProgress } from '../state-machines/step-progress.ts';
import { taskClock } from '../step-clock/clock.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
const planned = (planFor('80') as Plan).steps.find(({ code }) => code === 'environmental-assessment')!;
const opened = openStep(planned, at('2017-06-19T10:00:00'));

/**
 * A tender, two returns and an agency replaced, counted by hand: a day belongs to whoever had the work as the day began, so the day of a
 * handover is the giver's. What happens at 17:00 belongs to the next day.
 */
const table: readonly (readonly [
  string,
  Exclude<CommissionState, 'terminated'>,
  owner: number,
  agency: number,
])[] = [
  ['2017-06-20T10:00:00', 'bidding', 1, 0],
  ['2017-06-21T17:00:00', 'selecting', 3, 0],
  ['2017-06-22T10:00:00', 'contracting', 3, 0],
  ['2017-06-23T10:00:00', 'working', 4, 0],
  ['2017-06-28T10:00:00', 'delivered', 4, 3],
  ['2017-06-30T10:00:00', 'working', 6, 3],
  ['2017-07-03T10:00:00', 'delivered', 6, 4],
  ['2017-07-04T10:00:00', 'working', 7, 4],
  // replaced: the next round begins, in the same task
  ['2017-07-06T10:00:00', 'briefing', 7, 6],
  ['2017-07-07T10:00:00', 'contracting', 8, 6],
  ['2017-07-10T10:00:00', 'awaiting-inputs', 9, 6],
  ['2017-07-11T10:00:00', 'working', 10, 6],
  ['2017-07-14T10:00:00', 'delivered', 10, 9],
  ['2017-07-17T10:00:00', 'accepted', 11, 9],
];

test('the days of a commission with a tender, two returns and a replaced agency are as counted by hand', () => {
  let step: Step = opened;
  for (const [local, state, owner, agency] of table) {
    const event = {
      kind: 'commission',
      task: 'eia-report',
      at: at(local),
      by: { subject: 'p' },
      state,
    } as const;
    const next = stepProgress(step, event);
    if (isRefusal(next)) throw new Error(`${state} is refused: ${next.refused}`);
    step = next;
    const task = step.tasks.find(({ code }) => code === 'eia-report')!;
    const { buckets } = taskClock(shippedCalendar, step, task, at(local))!;
    expect([local, buckets]).toEqual([local, { GOV: 0, AGENCY: agency, OWNER: owner, EXCLUDED: 0 }]);
  }
});
