import { on } from '@doudi/testing/clock/order-maker';
import type { PaperKind } from '../../domain/papers.ts';
import type { PlannedStep } from '../../domain/plan.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Step } from '../../domain/step.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { forecast } from '../lights-and-forecast/forecast.ts';
import { nationalStatus } from '../lights-and-forecast/national-status.ts';
import { stepLight } from '../lights-and-forecast/step-light.ts';
import { playOrder } from '../what-if/play-order.ts';
import { stepAsOf } from './as-of.ts';
import { nextDueMark, withDueMarks } from './due-marks.ts';
import { holderOf } from './holder.ts';
import { judgeStepEvent } from './judge-step-event.ts';
import { stepActions } from './step-actions.ts';
import { openStep, openTaskOf, type StepEvent } from './step-progress.ts';

const task = 'scheme-review' as const;
const planned: PlannedStep = {
  code: 'planning',
  after: [],
  tasks: [
    {
      ...{ code: task, kind: 'review', department: 'NRP', budget: 5, papers: true },
      paperList: [
        { kind: 'site-plan', isMain: true },
        { kind: 'scheme-text', isMain: true, byCommitment: true },
        { kind: 'staff-list', isMain: false },
        { kind: 'truth-statement', isMain: false },
      ],
    },
  ],
};
const timing = { calendar, planned };
const [reviewer, checker] = ['p-1', 'p-2'].map((subject) => ({ subject, department: 'NRP' }));
const enterprise = { subject: 'e-1' };

type Fields = { readonly kind: StepEvent['kind'] } & Readonly<Record<string, unknown>>;
const act = (at: number, fields: Fields, by: object = enterprise) =>
  ({ task, by, at, ...fields }) as StepEvent;
const lacking: readonly PaperKind[] = ['staff-list'];
const promise = (at: number, lastDay: string, more: object = {}) =>
  act(at, { kind: 'promise', kinds: lacking, day: lastDay, missing: lacking, ...more });
const commit = (at: number, kinds: readonly PaperKind[], missing = kinds) =>
  act(at, { kind: 'commit', kinds, missing });
const accept = (at: number, missing = lacking) => act(at, { kind: 'accept-papers', missing }, reviewer);
const review = (at: number, missing = lacking) =>
  act(at, { kind: 'review', opinion: 'approve', missing }, reviewer);
const check = (at: number, verdict = 'approve', missing = lacking) =>
  act(at, { kind: 'check', verdict, missing }, checker);
const arrived = (since: number, at = since, kinds = lacking) =>
  act(at, { kind: 'papers-arrived', kinds, since }, { subject: 'intake' });

// a Friday; the task is due on the Friday after it
const friday = on('2017-06-16');
const monday = on('2017-06-19');
const wednesday = on('2017-06-21');
const promisedDay = '2017-06-22';
const promisedEnd = on(promisedDay, '17:00:00.000');
/** 17:00 of the third working day after the promised one */
const broken = on('2017-06-27', '17:00:00.000');

const answer = (step: Step, event: StepEvent) => judgeStepEvent(timing, step, event);
function after(...events: StepEvent[]): Step {
  return events.reduce(
    (step, event) => {
      const next = answer(step, event);
      if (isRefusal(next)) throw new Error(`${event.kind} is refused: ${next.refused}`);
      return next;
    },
    openStep(planned, friday),
  );
}
const fresh = after();
const withheld = () => after(promise(monday, promisedDay), review(monday), check(wednesday));
const taskIn = ({ tasks }: Step) => tasks[0]!;

test('a missing minor paper can be promised for a working day from tomorrow to the day the task is due', () => {
  expect(openTaskOf(after(promise(monday, promisedDay)))?.promises).toEqual([
    { kinds: lacking, day: promisedDay, signedAt: monday, missedAt: null, keptAt: null },
  ]);
  const out = { refused: 'promise-out-of-range', earliest: '2017-06-20', latest: '2017-06-23' };
  for (const one of ['2017-06-19', '2017-06-24', '2017-06-26'])
    expect(answer(fresh, promise(monday, one))).toEqual(out);
  for (const one of ['2017-06-20', '2017-06-23'])
    expect(answer(fresh, promise(monday, one))).not.toMatchObject({ refused: expect.anything() as string });
});

test('on the last day before the task is due it is too late to promise', () => {
  const last = on('2017-06-22', '16:59:59.999');
  expect(answer(fresh, promise(last, '2017-06-23'))).not.toHaveProperty('refused');
  expect(answer(fresh, promise(last + 1, '2017-06-23'))).toMatchObject({ refused: 'too-late' });
});

test.each<[string, object, readonly PaperKind[]]>([
  ['a main paper', { kinds: ['site-plan'], missing: ['site-plan', 'staff-list'] }, ['staff-list']],
  ['a paper that is in', { kinds: ['staff-list'], missing: [] }, []],
  ['a paper that is not on the list', { kinds: ['other-paper'], missing: ['other-paper'] }, []],
  ['nothing', { kinds: [] }, ['staff-list']],
])('refuses a promise of %s, and says what can be promised', (_what, more, possible) => {
  expect(answer(fresh, promise(monday, promisedDay, more))).toEqual({ refused: 'not-to-promise', possible });
});

test('a paper is promised once, before it is accepted, and not by who has broken a promise', () => {
  const promised = after(promise(monday, promisedDay));
  expect(answer(promised, promise(monday, promisedDay))).toMatchObject({ refused: 'not-to-promise' });
  expect(answer(after(accept(monday, [])), promise(monday, promisedDay))).toEqual({
    refused: 'accepted-already',
  });
  expect(answer(fresh, promise(monday, promisedDay, { barredSince: friday }))).toEqual({
    refused: 'promise-barred',
    since: friday,
  });
});

test('a promised paper hinders neither acceptance, which is conditional, nor approval; others still do', () => {
  const promised = after(promise(monday, promisedDay));
  expect(openTaskOf(after(promise(monday, promisedDay), accept(monday)))?.acceptance?.how).toBe(
    'conditionally',
  );
  expect(openTaskOf(after(promise(monday, promisedDay), review(monday)))?.acceptance?.how).toBe(
    'conditionally',
  );
  expect(openTaskOf(after(promise(monday, promisedDay), accept(monday, [])))?.acceptance?.how).toBe(
    'by-department',
  );
  expect(answer(promised, accept(monday, ['staff-list', 'truth-statement']))).toEqual({
    refused: 'papers-missing',
    missing: ['truth-statement'],
  });
});

test('what is approved on a promise is withheld: the days are the enterprise’s, and nothing else is done with it', () => {
  const step = withheld();
  expect(step.ledger.at(-1)).toMatchObject({ at: wednesday, bucket: 'OWNER', because: 'withhold' });
  expect(openTaskOf(step)?.state).toBe('withheld');
  expect(stepLight(calendar, step, wednesday)).toBe('PAUSED');
  expect(holderOf(step, 'OWNER')).toEqual({ role: 'enterprise' });
  expect(nationalStatus(step, taskIn(step), { withOrder: false, isRevoked: false })).toBe(12);
  for (const event of [check(wednesday), review(wednesday), promise(wednesday, promisedDay)])
    expect(answer(step, event)).toEqual({ refused: 'result-withheld' });
});

test('a withheld result is issued with the last of the papers, and one that came before the check is not withheld', () => {
  const thursday = on('2017-06-22');
  expect(after(...[promise(monday, promisedDay), review(monday), check(wednesday)], arrived(thursday))).toMatchObject({
    outcome: 'approved', closedAt: thursday, tasks: [{ state: 'done', promises: [{ keptAt: thursday, missedAt: null }] }],
  });
  const inBefore = check(wednesday, 'approve', []);
  const early = after(promise(monday, promisedDay), review(monday), arrived(monday), inBefore);
  expect(early).toMatchObject({ outcome: 'approved', closedAt: wednesday });
}); // prettier-ignore

test('of two promises the result waits for both', () => {
  const both: PaperKind[] = ['staff-list', 'truth-statement'];
  const second = act(monday, { kind: 'promise', kinds: ['truth-statement'], day: '2017-06-23', missing: both });
  const step = after(
    promise(monday, promisedDay, { missing: both }),
    second,
    review(monday, both),
    check(wednesday, 'approve', both),
  );
  const half = answer(step, arrived(wednesday)) as Step;
  expect(taskIn(half)).toMatchObject({ state: 'withheld', promises: [{ keptAt: wednesday }, { keptAt: null }] });
  expect(answer(half, arrived(wednesday, wednesday, ['truth-statement']))).toMatchObject({ outcome: 'approved' });
}); // prettier-ignore

test('a promise is missed at 17:00 of its day, and three working days later its task is refused', () => {
  const step = withheld();
  expect(nextDueMark(calendar, step)).toEqual({ kind: 'promise-missed', task, at: promisedEnd });
  const missed = withDueMarks(calendar, step, promisedEnd);
  expect(taskIn(missed).promises).toMatchObject([{ missedAt: promisedEnd, keptAt: null }]);
  expect(nextDueMark(calendar, missed)).toEqual({ kind: 'promise-broken', task, at: broken });
  // whether it was kept by then is asked before: it does not come about by itself
  expect(openTaskOf(withDueMarks(calendar, step, broken + 1))).toBeDefined();
  expect(answer(missed, arrived(broken - 1))).toMatchObject({ outcome: 'approved' });
  expect(answer(missed, arrived(broken))).toEqual({ refused: 'too-late', until: broken });
  expect(answer(missed, act(broken, { kind: 'promise-broken' }, { subject: 'clock' }))).toMatchObject({
    ...{ outcome: 'refused', closedAt: broken, tasks: [{ state: 'closed' }] },
  });
});

test('what came in time was never missed, however late it is heard of', () => {
  const missed = withDueMarks(calendar, withheld(), promisedEnd);
  const inTime = answer(missed, arrived(promisedEnd - 1)) as Step;
  expect(taskIn(inTime).promises).toMatchObject([{ missedAt: null, keptAt: promisedEnd - 1 }]);
  const late = answer(missed, arrived(promisedEnd)) as Step;
  expect(taskIn(late).promises).toMatchObject([{ missedAt: promisedEnd, keptAt: promisedEnd }]);
});

test('papers that came before they were promised, or others, keep no promise', () => {
  const step = withheld();
  expect(answer(step, arrived(monday - 1, wednesday))).toEqual({ refused: 'nothing-promised' });
  expect(answer(step, arrived(wednesday, wednesday, ['site-plan']))).toEqual({ refused: 'nothing-promised' });
});

test('with a commitment a paper counts as in: nothing is conditional and nothing withheld', () => {
  const text: PaperKind[] = ['scheme-text'];
  const committed = [commit(monday, text), review(monday, text), check(wednesday, 'approve', text)];
  expect(after(...committed.slice(0, 2)).tasks).toMatchObject([{ acceptance: { how: 'by-opinion' } }]);
  expect(after(...committed)).toMatchObject({ outcome: 'approved', tasks: [{ commitments: [{ kinds: text }] }] });
  expect(answer(fresh, commit(monday, ['site-plan'], ['site-plan', 'scheme-text']))).toEqual({
    refused: 'not-to-commit', possible: text,
  });
}); // prettier-ignore

test('the applicant is offered to promise and to commit what is missing, until the last day for it', () => {
  const who = { subject: 'e-1', roles: ['enterprise'], isApplicant: true };
  const offered = (known: object) => stepActions(timing, fresh, who, monday, known).map(({ action }) => action);
  expect(offered({ missing: ['staff-list', 'scheme-text'] })).toEqual(['promise', 'commit']);
  expect(offered({ missing: ['site-plan'] })).toEqual([]);
  expect(offered({ missing: ['staff-list', 'scheme-text'], barredSince: friday })).toEqual([]);
}); // prettier-ignore

test('as of an earlier day a result was not yet withheld, and its papers were still promised', () => {
  const done = answer(withheld(), arrived(on('2017-06-22'))) as Step;
  expect(taskIn(stepAsOf(done, wednesday))).toMatchObject({ state: 'withheld', promises: [{ keptAt: null }] });
  expect(taskIn(stepAsOf(withheld(), monday))).toMatchObject({ state: 'reviewing' });
  expect(taskIn(stepAsOf(withheld(), friday)).promises).toEqual([]);
}); // prettier-ignore

test('a withheld result is expected on the promised day, and played so when nothing else is assumed', () => {
  const order = { receivedAt: friday, closedAt: null, budget: 20, plan: [planned], steps: [withheld()] };
  expect(forecast(calendar, order, wednesday).day).toBe(promisedDay);
  const played = playOrder(calendarIndex(calendar), order, { now: wednesday, assumptions: [] });
  expect(played.closedAt).toBe(promisedEnd - 1);
  expect(played.steps[0]).toMatchObject({ outcome: 'approved', ledger: withheld().ledger });
});
