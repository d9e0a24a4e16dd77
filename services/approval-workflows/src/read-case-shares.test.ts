import { openCase, shippedCalendar, type Case, type Day } from '@doudi/workflows';
import { insertRating } from './case-ratings.ts';
import { insertCase } from './cases.ts';
import { asking, rewrite } from './test-reports.ts';
import { receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());
const { get } = asking(() => service);

const promise = { no: 2, party: 'ASC', deed: 'do', task: null, madeAt: 1, dueAt: 2 } as const;
const calledBack = (
  result: 'satisfied' | 'not-satisfied' | 'not-reached' | null,
  missedAt: number | null = null,
) => ({
  ...({
    state: 'calling-back',
    outcome: 'settled-by-transfer',
    answeredAt: receivedAt,
    callBack: { since: 1, tries: 0, result, missedAt },
  } as const),
});

/** Each case with what it counts for, so that the sums below can be done by hand. */
const cases: readonly (Partial<Case> & { readonly cause: Case['cause'] })[] = [
  { cause: 'papers', contactedAt: receivedAt, ...calledBack('satisfied') },
  {
    cause: 'papers',
    contactedAt: receivedAt + 1,
    contactMissedAt: receivedAt,
    lead: 'NRP',
    level: 'L1',
    ...calledBack('not-reached'),
  },
  // not satisfied, opened again, then satisfied: two call-backs that reached somebody
  {
    cause: 'policy',
    contactedAt: receivedAt,
    level: 'L2',
    wasDissatisfied: true,
    ...calledBack('satisfied'),
  },
  // not satisfied twice
  {
    cause: 'other',
    contactedAt: receivedAt,
    level: 'L1',
    wasDissatisfied: true,
    ...calledBack('not-satisfied'),
  },
  // due, and nobody has called; contacted never, but answered
  { cause: 'other', ...calledBack(null, receivedAt) },
  // not due yet
  { cause: 'other', ...calledBack(null) },
  {
    ...{ cause: 'agency', lead: 'NRP', level: 'L2' },
    failed: [{ level: 'L1', at: 1, because: 'level-over', who: ['NRP'] }],
    commitments: [
      { ...promise, keptAt: 2, brokenAt: null },
      { ...promise, keptAt: null, brokenAt: 3 },
      { ...promise, keptAt: null, brokenAt: null },
    ],
  },
  { cause: 'agency', failed: [{ level: 'L0', at: 1, because: 'commitment-broken', who: ['ASC'] }] },
];

test('every share has its numerator and its denominator', async () => {
  const { version: calendarVersion } = shippedCalendar;
  const numbers: string[] = [];
  for (const part of cases) {
    const one = openCase({ openedAt: receivedAt, way: 'counter', cause: part.cause });
    const { caseNo } = await insertCase(service.pool, '2017-06-16' as Day, one, { calendarVersion });
    await rewrite(service, caseNo, part);
    numbers.push(caseNo);
  }
  const merged = openCase({ openedAt: receivedAt, way: 'counter', cause: 'legacy' });
  const { caseNo: gone } = await insertCase(service.pool, '2017-06-16' as Day, merged, { calendarVersion });
  const over = { state: 'closed', outcome: 'merged', answeredAt: receivedAt, closedAt: receivedAt } as const;
  await rewrite(service, gone, { ...over, mergedInto: numbers[0] ?? '' });
  const rating = { textId: null, by: null, at: receivedAt };
  await insertRating(service.pool, { ...rating, caseNo: numbers[0] ?? '', channel: 'own', stars: 5 });
  await insertRating(service.pool, { ...rating, caseNo: numbers[0] ?? '', channel: 'tracking', stars: 4 });
  await insertRating(service.pool, { ...rating, caseNo: numbers[1] ?? '', channel: 'own', stars: 5 });

  const { body } = await get<object>('supervisor', '/v1/supervision/case-shares');
  expect(body).toMatchObject({
    cases: 8,
    satisfied: { count: 2, of: 5 },
    reached: { count: 5, of: 7 },
    rated: { count: 2, of: 6 },
    contactedSameDay: { count: 3, of: 6 },
    answeredAtL0: { count: 3, of: 6 },
    answeredAtL1: { count: 2, of: 6 },
    raisedByTimeout: { count: 1, of: 8 },
    commitmentsKept: { count: 1, of: 3 },
    ratings: [5, 4, 3, 2, 1].map((stars) => ({ stars, count: { 5: 2, 4: 1 }[stars] ?? 0, of: 3 })),
    causes: [
      { cause: 'other', count: 3, of: 8 },
      { cause: 'agency', count: 2, of: 8 },
      { cause: 'papers', count: 2, of: 8 },
      { cause: 'policy', count: 1, of: 8 },
    ],
    departments: [
      { department: null, count: 6, of: 8 },
      { department: 'NRP', count: 2, of: 8 },
    ],
  });
});

test('from a day on only what was received since then counts', async () => {
  const { body } = await get<object>('supervisor', '/v1/supervision/case-shares?since=2017-06-17');
  expect(body).toMatchObject({ cases: 0, satisfied: { count: 0, of: 0 }, causes: [], departments: [] });
  expect(
    (await get<object>('supervisor', '/v1/supervision/case-shares?since=2017-06-16')).body,
  ).toMatchObject({
    cases: 8,
  });
});
