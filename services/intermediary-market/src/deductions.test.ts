import { creditNoticeKinds } from './credit-notices.ts';
import { wordsOf } from '@doudi/workflows';
import { creditOf } from './test-credit.ts';
import { enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';

let service: TestService;
let market: ReturnType<typeof creditOf>;
beforeAll(async () => {
  service = await testService();
  market = creditOf(service);
});
// Monday 2 March 2026, 10:00
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

test('an agency of which nothing is on record has five stars and no rating', async () => {
  const { score, stars, ratings, lines } = await market.credit('A016');
  expect([score, stars, ratings]).toEqual([100, 5, { count: 0, of: 0 }]);
  expect(lines.map(({ what }) => what.en)).toEqual([
    'base',
    'ratings by owners, none yet',
    'ratings by regulators, none yet',
    'ratings by the centre, none yet',
  ]);
});

test('a returned result costs 5 points each time, with the return as evidence', async () => {
  const no = await market.delivered('A017');
  const returned = { reason: '缺少节能篇章' };
  await market.act(enterprise, no, 'return', returned);
  await market.act(await market.agencyOf('A017'), no, 'deliverables');
  await market.act(enterprise, no, 'return', returned);
  expect(await market.deductionsOf('A017')).toMatchObject([
    { kind: 'returned', points: 5, commissionNo: no, milestone: 5 },
    { kind: 'returned', points: 5, commissionNo: no, milestone: 7 },
  ]);
  expect((await market.credit('A017')).score).toBe(90);
  expect(await market.kindsTold(await market.agencyOf('A017'))).toContain('deducted.returned');
});

test.each([
  ['on the promised day', 'A018', '03-04T16:50:00', null],
  ['after 17:00 of it', 'A018', '03-04T17:00:00', { days: 1, points: 2 }],
  ['five days late', 'A018', '03-11T10:00:00', { days: 5, points: 2 }],
  ['six days late', 'A018', '03-12T10:00:00', { days: 6, points: 5 }],
  ['ten days late', 'A019', '03-18T16:50:00', { days: 10, points: 5 }],
])('a result that is handed in %s', async (_, agencyNo, instant, deducted) => {
  const before = (await market.deductionsOf(agencyNo)).length;
  const no = await market.signed(agencyNo, { days: 2 });
  market.at(instant);
  await market.act(await market.agencyOf(agencyNo), no, 'deliverables');
  expect(await market.deductionsOf(agencyNo)).toHaveLength(before);
  await market.act(enterprise, no, 'acceptance');
  const found = (await market.deductionsOf(agencyNo)).slice(before);
  const late = { kind: 'late', milestone: 4, promisedDay: '2026-03-04', commissionNo: no };
  expect(found).toMatchObject(deducted ? [{ ...late, ...deducted }] : []);
});

test('days that a result lies with the owner are not the agency’s; only the accepted delivery counts', async () => {
  const no = await market.signed('A020', { days: 2 });
  const agency = await market.agencyOf('A020');
  market.at('03-04T10:00:00');
  await market.act(agency, no, 'deliverables');
  market.at('03-11T10:00:00');
  await market.act(enterprise, no, 'return', { reason: '缺少节能篇章' });
  market.at('03-13T10:00:00');
  await market.act(agency, no, 'deliverables');
  await market.act(enterprise, no, 'acceptance');
  expect(await market.deductionsOf('A020')).toMatchObject([
    { kind: 'returned' },
    { kind: 'late', days: 2, points: 2, milestone: 6 },
  ]);
});

describe('work that goes on more than ten working days past its contract', () => {
  // promised for Wednesday 4 March: the tenth working day after it ends on the 18th at 17:00
  const ends = '2026-03-18T17:00:00+08:00';
  const overrun = {
    kind: 'overrun',
    points: 15,
    days: 11,
    at: ends,
    milestone: 3,
    promisedDay: '2026-03-04',
  };

  test('is logged once by the sweep, by the instant it was due, and costs nothing more when it is handed in', async () => {
    const no = await market.signed('A021', { days: 2 });
    // a read moves the clock on by a minute
    market.at('03-18T16:58:00');
    await market.sweep();
    expect(await market.deductionsOf('A021')).toEqual([]);
    market.at('03-19T10:00:00');
    await market.sweep();
    await market.sweep();
    expect(await market.deductionsOf('A021')).toMatchObject([{ ...overrun, commissionNo: no }]);
    await market.act(await market.agencyOf('A021'), no, 'deliverables');
    await market.act(enterprise, no, 'acceptance');
    expect(await market.deductionsOf('A021')).toHaveLength(1);
    expect((await market.credit('A021')).score).toBe(85);
  });

  test('is in the score before any sweep, without a number, and is logged as it is handed in', async () => {
    const no = await market.signed('A022', { days: 2 });
    market.at('03-18T17:00:00');
    expect(await market.deductionsOf('A022')).toMatchObject([{ ...overrun, deductionNo: null, actions: [] }]);
    expect((await market.credit('A022')).score).toBe(85);
    await market.act(await market.agencyOf('A022'), no, 'deliverables');
    expect(await market.deductionsOf('A022')).toMatchObject([
      { ...overrun, deductionNo: expect.any(Number) as number },
    ]);
  });

  test('is logged as its order ends', async () => {
    const no = await market.signed('A023', { days: 2 });
    market.at('03-20T10:00:00');
    await service.activities.endCommission(no, { at: service.clock.at, by: 'order' });
    expect(await market.deductionsOf('A023')).toMatchObject([overrun]);
  });
});

test('an agency that gives up loses 10 points, and the third time in twelve months it is suspended', async () => {
  const agency = await market.agencyOf('A024');
  const running = await market.signed('A024');
  const giveUp = async () => {
    const no = await market.aCommission();
    await market.engage(no, 'A024');
    await service.endLimit(no);
  };
  await giveUp();
  await giveUp();
  market.at('03-10T10:00:00');
  expect(await market.credit('A024')).toMatchObject({ score: 80, stars: 4, status: 'listed' });
  await giveUp();
  expect(await market.credit('A024')).toMatchObject({ score: 70, stars: 3, status: 'suspended' });
  const refused = await market.engage(await market.aCommission(), 'A024');
  expect([refused.status, refused.body]).toEqual([
    409,
    expect.objectContaining({ type: '/problems/agency-suspended' }),
  ]);
  // it goes on with what it has, whose owner is told
  expect(await market.kindsTold(agency)).toContain('agency.suspend');
  const told = (await market.read(enterprise, '/v1/inbox/intermediary-market/notices?limit=100')).body.items;
  expect(told.filter(({ kind }) => kind === 'agency-suspended')).toMatchObject([{ about: running }]);
  expect((await market.act(agency, running, 'deliverables')).status).toBe(200);
});

test('who is engaged without having bid may decline for nothing', async () => {
  const no = await market.aCommission();
  await market.engage(no, 'A027');
  await market.act(await market.agencyOf('A027'), no, 'refusal', { reason: '人手不足' });
  expect(await market.deductionsOf('A027')).toEqual([]);
});

test('a fake takes all points and suspends at once; a supervisor records it, with the evidence', async () => {
  const fake = { kind: 'fake', evidence: '监测数据系伪造' };
  const path = '/v1/agencies/A025/deductions';
  for (const roles of [
    ['agency'],
    ['enterprise'],
    ['reviewer'],
    ['fallback-officer'],
    ['administrator'],
  ] as const)
    expect((await market.post({ subject: 'p-other', roles }, path, fake)).status).toBe(403);
  expect((await market.post(supervisor, path, { kind: 'fake' })).body.faults).toMatchObject([
    { at: '/evidence' },
  ]);
  const no = await market.accepted('A026');
  expect((await market.post(supervisor, path, { ...fake, commissionNo: no })).body.faults).toMatchObject([
    { at: '/commissionNo' },
  ]);
  expect((await market.post(supervisor, path, fake)).status).toBe(201);
  expect(await market.credit('A025')).toMatchObject({ score: 0, stars: 1, status: 'suspended' });
  expect((await market.deductionsOf('A025'))[0]).toMatchObject({ evidence: '监测数据系伪造' });
});

test('what a deduction rests on is shown to the agency and to supervisors; that it is there, to everybody', async () => {
  await market.returned('A027');
  const read = async (reader: Parameters<typeof market.creditAs>[0]) =>
    (await market.creditAs(reader, 'A027')).lines.flatMap(({ deduction }) => deduction ?? [])[0]!;
  const shown = { kind: 'returned', points: 5 };
  const evidence = { commissionNo: expect.any(String) as string, milestone: 5 };
  for (const reader of [await market.agencyOf('A027'), supervisor])
    expect(await read(reader)).toMatchObject({ ...shown, ...evidence });
  for (const reader of [await market.agencyOf('A028'), enterprise])
    expect(await read(reader)).toMatchObject({ ...shown, commissionNo: null, milestone: null, actions: [] });
});

test('deductions and ratings decay after twelve months, also in the list, with the daily sweep', async () => {
  const no = await market.aCommission();
  await market.engage(no, 'A029');
  // on 5 March
  await service.endLimit(no);
  const listed = async () => {
    const { rows } = await service.pool.query(
      'select hundredths, stars from agency_credit where agency_no = $1',
      ['A029'],
    );
    return rows as unknown[];
  };
  const on = (day: string) => void (service.clock.at = Date.parse(`${day}T10:00:00+08:00`));
  on('2027-03-05');
  await market.sweep();
  expect([(await market.credit('A029')).score, await listed()]).toEqual([
    90,
    [{ hundredths: 9000, stars: 5 }],
  ]);
  on('2027-03-06');
  await market.sweep();
  const { score, lines } = await market.credit('A029');
  expect([score, await listed()]).toEqual([100, [{ hundredths: 10_000, stars: 5 }]]);
  expect(lines.at(-1)).toMatchObject({
    points: 0,
    standing: 'decayed',
    what: { zh: '扣分：放弃中选，已满十二个月，不计' },
  });
});

test('every notice of credit has words in both languages', () =>
  expect(creditNoticeKinds.filter((kind) => wordsOf(kind).zh === kind)).toEqual([]));
