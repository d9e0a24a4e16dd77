import { aPlan, on } from '@doudi/testing/clock/order-maker';
import type { PaperTopic } from '../../domain/papers.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/step.ts';
import { openStep, openTaskOf, stepProgress, takenOverSince } from '../state-machines/step-progress.ts';
import { stillCiting, tasksCoveredBy, withCitedPapers } from './cited-papers.ts';
import type { PooledPaper } from './paper-standing.ts';
import { stalePapers } from './stale-papers.ts';

const cite = (...topics: PaperTopic[]) => ({ paperNo: 'P201706010001', topics });
const plan = withCitedPapers(aPlan('50'), [cite('energy', 'environment')]);
const planned = plan.steps.find(({ code }) => code === 'environmental-assessment')!;
const at = on('2017-06-20');

test('an area evaluation of the environment stands for the report, and takes no other day', () => {
  const budgets = (of: typeof plan) =>
    of.steps.flatMap(({ tasks }) => tasks.map(({ code, budget }) => [code, budget] as const));
  const changed = budgets(plan).filter(([, budget], i) => budget !== budgets(aPlan('50'))[i]?.[1]);
  expect(changed).toEqual([['eia-report', 0]]);
  expect(plan.budget).toBe(50);
});

test.each<[PaperTopic[], '80' | '30', string[]]>([
  [['environment'], '80', ['eia-report']],
  [['environment'], '30', []],
  [['energy', 'minerals'], '80', []],
  [['planning-survey'], '80', []],
])('a paper of %j on track %s stands for %j', (topics, track, expected) => {
  expect(tasksCoveredBy(aPlan(track), cite(...topics))).toEqual(expected);
});

test('of two papers for one task the first named counts', () => {
  const two = withCitedPapers(aPlan('50'), [cite('environment'), { ...cite('environment'), paperNo: 'P2' }]);
  expect(two.steps.flatMap(({ tasks }) => tasks).find(({ code }) => code === 'eia-report')?.coveredBy).toBe(
    'P201706010001',
  );
});

test('on another track the cited paper goes on standing for the task, where that has it', () => {
  const codes = (of: typeof plan) =>
    of.steps.flatMap(({ tasks }) => tasks.flatMap(({ code, coveredBy }) => (coveredBy ? [code] : [])));
  expect(codes(stillCiting(plan, aPlan('80')))).toEqual(['eia-report']);
  expect(stillCiting(plan, aPlan('30'))).toEqual(aPlan('30'));
});

test('a task that a paper stands for is done as it opens, with an event of its own, and its review opens', () => {
  const step = openStep(planned, at);
  expect(step.tasks).toMatchObject([
    { code: 'eia-report', state: 'done', openedAt: at, closedAt: at },
    { code: 'eia-review', state: 'reviewing', openedAt: at },
  ]);
  expect(step.ledger.map(({ because }) => because)).toEqual(['open', 'cite']);
  expect(takenOverSince(null, step).map(({ coveredBy }) => coveredBy)).toEqual(['P201706010001']);
});

const paper = (some: Partial<PooledPaper>): PooledPaper => ({
  ...{
    paperNo: 'P201706010001',
    kind: 'area-evaluation',
    givenAt: on('2017-06-01'),
    endedAt: null,
    expiresDay: null,
  },
  ...some,
});

/** Its review approved on 2017-06-22, on the environmental document that was there. */
function reviewed(): Step {
  const by = { subject: 'p-1', department: 'EEB' };
  const about = { task: 'eia-review', at: on('2017-06-22') } as const;
  const review = stepProgress(openStep(planned, at), { ...about, by, kind: 'review', opinion: 'approve' });
  if (isRefusal(review)) throw new Error(review.refused);
  const check = stepProgress(review, {
    ...about,
    by: { ...by, subject: 'p-2' },
    kind: 'check',
    verdict: 'approve',
  });
  if (isRefusal(check)) throw new Error(check.refused);
  return check;
}

test('when the paper is replaced later, its use is stale, and the department that reviews is to know', () => {
  const changed = [paper({ endedAt: on('2017-06-21') })];
  expect(stalePapers(planned, openStep(planned, at), changed)).toEqual([
    { task: 'eia-report', paperNo: 'P201706010001', at: on('2017-06-21'), department: 'EEB' },
  ]);
});

test('a paper of the list that changes after the approval makes it stale; before it, it does not', () => {
  const document = (endedAt: string | null) =>
    paper({ paperNo: 'P2', kind: 'eia-document', endedAt: endedAt === null ? null : on(endedAt) });
  const stale = (endedAt: string | null) => stalePapers(planned, reviewed(), [document(endedAt)]);
  expect(stale('2017-06-23')).toMatchObject([{ task: 'eia-review', paperNo: 'P2', department: 'EEB' }]);
  expect([stale('2017-06-21'), stale(null)]).toEqual([[], []]);
});

test('what is not done yet is not stale: it will rest on what stands then', () => {
  const step = openStep(planned, at);
  expect(openTaskOf(step)?.code).toBe('eia-review');
  const pool = [paper({ paperNo: 'P2', kind: 'eia-document', endedAt: on('2017-06-23') })];
  expect(stalePapers(planned, step, pool)).toEqual([]);
});
