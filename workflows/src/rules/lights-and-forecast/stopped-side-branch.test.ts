import { actedOrder } from '@doudi/testing/clock/played-acts';
import { aPlan, on } from '@doudi/testing/clock/order-maker';
import type { Light } from '../../domain/ledger.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import type { StepEvent } from '../state-machines/step-progress.ts';
import { forecast } from './forecast.ts';
import { orderLight } from './order-light.ts';
import { stepLight } from './step-light.ts';

/** An order of 17 working days on demand whose environmental review is stopped by law from the third day, for three months. */
function stoppedOrder() {
  const acted = actedOrder(calendar, aPlan('30', 17), on('2017-06-16'));
  const act = (step: StepCode, event: object): void => {
    const answer = acted.act(step, event as StepEvent);
    if (isRefusal(answer)) throw new Error(answer.refused);
  };
  const approve = (step: StepCode, task: TaskCode, department: string, at: number): void => {
    act(step, { kind: 'review', task, at, by: { subject: 'p-1', department }, opinion: 'approve' });
    act(step, { kind: 'check', task, at, by: { subject: 'p-2', department }, verdict: 'approve' });
  };
  approve('project-initiation', 'record', 'DRC', on('2017-06-19'));
  approve('project-initiation', 'order-meeting', 'ASC', on('2017-06-19'));
  const about = { task: 'eia-review', at: on('2017-06-20') };
  const request = { kind: 'stop', reason: 'expert-review', lastDay: '2017-09-20' };
  const step = 'environmental-assessment';
  act(step, { ...about, kind: 'request', request, by: { subject: 'p-3', department: 'EEB' } });
  act(step, {
    ...about,
    kind: 'decide-request',
    no: 2,
    verdict: 'grant',
    as: 'supervisor',
    by: { subject: 's-1' },
  });
  const commission = (task: TaskCode, at: number, ...states: readonly string[]): void => {
    for (const state of states)
      act('fire-safety', { kind: 'commission', task, at, state, by: { subject: 'a-1' } });
  };
  return { order: acted.order, approve, commission };
}

test('an order is green although its side branch is stopped for three months: the warning takes every stop to end today', () => {
  const order = stoppedOrder().order();
  const now = on('2017-06-21');
  const { dueDay, inForce, driving } = orderClock(calendar, order, now);
  expect({ dueDay, inForce, driving }).toEqual({ dueDay: '2017-07-11', inForce: 'GOV', driving: 'planning' });
  // after the stop the review takes the two days it has left, the permit its one
  expect(forecast(calendar, order, now).day).toBe('2017-09-25');
  expect(forecast(calendar, order, now, { ignoringStops: true }).day).toBe('2017-07-11');
  const [, , branch] = order.steps;
  expect(branch && stepLight(calendar, branch, now)).toBe('PAUSED');
  expect(orderLight(calendar, order, now)).toBe('GREEN');
});

test('the order pauses once the stopped branch is as long a chain to the permit as any, and is never yellow for the stop', () => {
  const { order, approve, commission } = stoppedOrder();
  approve('planning', 'scheme-review', 'NRP', on('2017-06-21'));
  commission('construction-drawings', on('2017-06-21'), 'contracting', 'working');
  commission('construction-drawings', on('2017-06-30'), 'delivered', 'accepted');
  commission('drawing-review', on('2017-06-30'), 'contracting', 'working');
  commission('drawing-review', on('2017-07-07'), 'delivered', 'accepted');
  approve('fire-safety', 'fire-review', 'FRD', on('2017-07-10'));
  const lights: { day: string; light: Light }[] = [];
  for (let at = on('2017-06-21'); at < on('2017-07-14'); at += 86_400_000) {
    const light = orderLight(calendar, order(), at);
    if (lights.at(-1)?.light !== light) lights.push({ day: new Date(at).toISOString().slice(0, 10), light });
  }
  expect(lights).toEqual([
    { day: '2017-06-21', light: 'GREEN' },
    // as this day began both chains had three days to the permit, and of equals the paused one drives
    { day: '2017-07-07', light: 'PAUSED' },
  ]);
});
