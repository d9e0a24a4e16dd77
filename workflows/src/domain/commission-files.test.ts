import { planFor } from '../rules/plan/plan-for.ts';
import { ownPurposes } from './commission.ts';
import { paperOfResult } from './commission-files.ts';
import type { PlannedTask, Plan } from './plan.ts';
import { tracks } from './tracks-and-steps.ts';

const plans = tracks.map((track) => planFor(track) as Plan);
const steps = plans.flatMap((plan) => plan.steps);

const reviewsAfter = ({ code }: PlannedTask): PlannedTask[] =>
  steps.flatMap(({ tasks }) => {
    const at = tasks.findIndex((task) => task.code === code);
    return at < 0 ? [] : tasks.slice(at + 1).filter(({ kind }) => kind === 'review');
  });

const commissioned = steps.flatMap(({ tasks }) => tasks).filter(({ kind }) => kind === 'commission');
const codes = [...new Set(commissioned.map(({ code }) => code))];

test.each(codes)('the result of %s is a paper that a review behind it asks for, or one that no list asks for', (code) => {
  const task = commissioned.find((one) => one.code === code)!;
  const kind = paperOfResult({ task: code, purpose: null, position: 1 });
  const asked = reviewsAfter(task).flatMap(({ paperList = [] }) => paperList.map((need) => need.kind));
  expect(asked.includes(kind) || kind === 'other-paper').toBe(true);
  expect(kind === 'other-paper').toBe(code === 'drawing-review');
}); // prettier-ignore

test('further files of a delivery accompany the first', () => {
  expect(paperOfResult({ task: 'scheme-design', purpose: null, position: 2 })).toBe('other-paper');
  expect(paperOfResult({ task: null, purpose: 'joint-survey', position: 2 })).toBe('other-paper');
});

test.each(ownPurposes)(
  'the first file of what an owner commissioned as %s is a paper of this kind',
  (purpose) => {
    expect(paperOfResult({ task: null, purpose, position: 1 })).toBe(purpose);
  },
);
