import { forecast } from '../lights-and-forecast/forecast.ts';
import { orderLight } from '../lights-and-forecast/order-light.ts';
import { orderProgress } from '../lights-and-forecast/order-progress.ts';
import { dayAccount } from '../step-clock/day-account.ts';
import { stepSegment } from '../step-clock/ledger-segment.ts';
import { orderClock } from './order-clock.ts';
import { orderDayAccount } from './order-day-account.ts';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { calendar } from '@doudi/testing/clock/random-orders';

/** The case of the first article: accepted on 2017-06-16, permitted on 2017-08-11, track 50. */
function seedCase(until = '2017-12-31') {
  const maker = orderMaker(aPlan('50'), on('2017-06-16'));
  const done = [
    ['project-initiation', '2017-06-19'], ['project-initiation', '2017-06-20'],
    ['planning', '2017-06-22'], ['planning', '2017-07-04'],
    ['environmental-assessment', '2017-07-06'], ['planning', '2017-07-10'], ['environmental-assessment', '2017-07-17'],
    ['fire-safety', '2017-07-25'], ['fire-safety', '2017-08-04'], ['fire-safety', '2017-08-07'],
    ['construction-permit', '2017-08-08'], ['construction-permit', '2017-08-11'],
  ] as const; // prettier-ignore
  for (const [step, date] of done) if (date <= until) maker.finish(step, on(date));
  return maker.order();
}

test('the seed case took 40 days of 50, 13 of departments and 27 of agencies, and was due on 25 August', () => {
  expect(orderClock(calendar, seedCase(), on('2017-09-01'))).toMatchObject({
    day0: '2017-06-16',
    buckets: { GOV: 13, AGENCY: 27, OWNER: 0, EXCLUDED: 0 },
    used: 40,
    remaining: 10,
    chargedThrough: '2017-08-11',
    inForce: null,
    driving: null,
    dueDay: '2017-08-25',
    isLate: false,
  });
});

test('the seed case is forecast for its due day at first, earlier with every day gained, and at last for the day it closed', () => {
  const at = (date: string) => forecast(calendar, seedCase(date), on(date)).day;
  expect(['2017-06-16', '2017-06-22', '2017-07-04', '2017-08-11'].map(at)).toEqual([
    '2017-08-25', '2017-08-24', '2017-08-22', '2017-08-11',
  ]); // prettier-ignore
});

test('the seed case shows green on its way and done at its end', () => {
  expect(orderLight(calendar, seedCase(), on('2017-07-20'))).toBe('GREEN');
  expect(orderLight(calendar, seedCase(), on('2017-08-11'))).toBe('DONE');
});

test('the binding chain of the seed case on 4 July is what was left of the spine', () => {
  const { chain } = forecast(calendar, seedCase('2017-07-04'), on('2017-07-04'));
  expect(chain.map(({ task, finish }) => `${task} ${finish}`)).toEqual([
    'scheme-review 2017-07-11',
    'construction-drawings 2017-07-31',
    'drawing-review 2017-08-14',
    'fire-review 2017-08-15',
    'safety-registration 2017-08-17',
    'construction-permit 2017-08-22',
  ]);
});

test('the enterprise reads the seed case step by step', () => {
  const { steps, driving, light, used } = orderProgress(
    calendar,
    seedCase('2017-07-10'),
    on('2017-07-10', '11:00:00.000'),
  );
  expect({ driving, light, used }).toEqual({ driving: 'fire-safety', light: 'GREEN', used: 16 });
  expect(steps.map(({ code, state, openTask, holder }) => ({ code, state, openTask, holder }))).toEqual([
    { code: 'project-initiation', state: 'done', openTask: null, holder: null },
    { code: 'planning', state: 'done', openTask: null, holder: null },
    {
      code: 'environmental-assessment',
      state: 'open',
      openTask: 'eia-review',
      holder: { role: 'reviewer', department: 'EEB' },
    },
    { code: 'fire-safety', state: 'open', openTask: 'construction-drawings', holder: { role: 'agency' } },
    { code: 'construction-permit', state: 'waiting', openTask: null, holder: null },
  ]);
  expect(steps[2]?.tasks[1]).toMatchObject({
    code: 'eia-review',
    department: 'EEB',
    budget: 7,
    used: 1,
    dueDay: '2017-07-17',
  });
  expect(steps[4]).toMatchObject({ light: null, used: 0, remaining: 5, dueDay: null });
});

test('the explained clock names every day, whose it was and why, and ends with the totals of the clock', () => {
  const account = orderDayAccount(calendar, seedCase(), on('2017-09-01'));
  expect(account).toHaveLength(57);
  expect(
    account.slice(0, 4).map(({ day, working, bucket, because, step, used }) => ({
      day,
      working,
      bucket,
      because,
      step,
      used,
    })),
  ).toEqual([
    { day: '2017-06-16', working: true, bucket: null, because: 'open', step: 'project-initiation', used: 0 },
    {
      day: '2017-06-17',
      working: false,
      bucket: null,
      because: 'day-off',
      step: 'project-initiation',
      used: 0,
    },
    {
      day: '2017-06-18',
      working: false,
      bucket: null,
      because: 'day-off',
      step: 'project-initiation',
      used: 0,
    },
    { day: '2017-06-19', working: true, bucket: 'GOV', because: 'open', step: 'project-initiation', used: 1 },
  ]);
  expect(account.at(-1)).toMatchObject({
    day: '2017-08-11',
    buckets: { GOV: 13, AGENCY: 27, OWNER: 0, EXCLUDED: 0 },
    remaining: 10,
  });
});

test('the explained clock of a step shows today before it is charged', () => {
  const step = seedCase('2017-06-22').steps.find(({ code }) => code === 'planning');
  const account = step ? dayAccount(calendar, stepSegment(step), on('2017-06-23')) : [];
  expect(
    account.map(({ day, bucket, task, event, isCharged, used }) => [
      day,
      bucket,
      task,
      event,
      isCharged,
      used,
    ]),
  ).toEqual([
    ['2017-06-20', null, 'planning-conditions', 1, false, 0],
    ['2017-06-21', 'GOV', 'planning-conditions', 1, true, 1],
    ['2017-06-22', 'GOV', 'planning-conditions', 1, true, 2],
    ['2017-06-23', 'AGENCY', 'scheme-design', 2, false, 2],
  ]);
});
