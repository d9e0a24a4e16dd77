import type { Caller } from '@doudi/infra/http';
import { creditOf } from './test-credit.ts';
import { agent, enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';

let service: TestService;
let market: ReturnType<typeof creditOf>;
beforeAll(async () => {
  service = await testService();
  market = creditOf(service);
});
// Monday 2 March 2026, 10:00
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

const planner: Caller = { subject: 'p-planner', roles: ['reviewer'], department: 'NRP' };
const ecologist: Caller = { subject: 'p-ecologist', roles: ['head'], department: 'EEB' };
const all = (stars: number) => ({
  quality: stars,
  time: stars,
  price: stars,
  attitude: stars,
  compliance: stars,
});

test('owner, regulator and centre rate an accepted result, and the score says how each counts', async () => {
  const no = await market.accepted('A016');
  const answers = [
    await market.act(enterprise, no, 'rating', { ...all(4), note: '略有延误' }),
    await market.act(planner, no, 'rating', all(3)),
    await market.act(supervisor, no, 'rating', all(5)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const { score, stars, ratings, lines } = await market.credit('A016');
  // 0.5 × 80 + 0.3 × 60 + 0.2 × 100
  expect([score, stars, ratings]).toEqual([78, 3, { count: 3, of: 3 }]);
  expect(lines.map(({ what, points }) => [what.zh, points])).toEqual([
    ['基础分', 100],
    ['业主评价，1 条，均分 80.00，权重 0.5', -10],
    ['监管部门评价，1 条，均分 60.00，权重 0.3', -12],
    ['中心评价，1 条，均分 100.00，权重 0.2', 0],
  ]);
  expect((await market.read(planner, `/v1/commissions/${no}/ratings`)).body).toMatchObject({
    agencyNo: 'A016',
    ratings: [
      { judge: 'owner', score: 80, indicators: all(4), note: '略有延误', by: 'p-enterprise' },
      { judge: 'regulator', score: 60 },
      { judge: 'centre', score: 100 },
    ],
  });
});

test('each judge rates once: a second person of the same judge is refused, also at the same moment', async () => {
  const no = await market.accepted('A017');
  await service.mandate(['order', 'commission'], 'active');
  const rate = (who: Caller) => market.act(who, no, 'rating', all(5));
  const answers = await Promise.all([rate(enterprise), rate(agent)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
    type: '/problems/agency-rated-already',
    judge: 'owner',
  });
  expect((await market.credit('A017')).ratings).toEqual({ count: 1, of: 1 });
});

test('ratings of one agency at the same moment all count in its row', async () => {
  const numbers = [];
  for (let i = 0; i < 6; i += 1) numbers.push(await market.accepted('A018'));
  await Promise.all(numbers.map((no, i) => market.act(enterprise, no, 'rating', all(1 + (i % 5)))));
  const row = (await market.read(enterprise, '/v1/agencies/A018')).body as unknown as { ratings: number };
  const { score, ratings } = await market.credit('A018');
  // the mean of 20, 40, 60, 80, 100, 20 is 53.33
  expect([row.ratings, ratings.count, score]).toEqual([6, 6, 76.67]);
});

test('a result is rated after its acceptance, by the department of its step, and by nobody else', async () => {
  const open = await market.delivered('A019');
  expect((await market.act(enterprise, open, 'rating', all(5))).body).toMatchObject({
    type: '/problems/commission-not-there',
    state: 'delivered',
    needs: ['accepted'],
  });
  const no = await market.accepted('A019');
  const strangers: Caller[] = [ecologist, { ...enterprise, uscc: '91330683MAFAKE0274' }];
  for (const stranger of strangers)
    expect((await market.act(stranger, no, 'rating', all(5))).status).toBe(404);
  expect((await market.act(await market.agencyOf('A019'), no, 'rating', all(5))).status).toBe(403);
  expect((await market.read(ecologist, `/v1/commissions/${no}/ratings`)).status).toBe(404);
});

test('every fault of a rating is answered at once', async () => {
  const no = await market.accepted('A020');
  const { status, body } = await market.act(enterprise, no, 'rating', {
    ...all(5),
    quality: 0,
    time: 6,
    price: 4.5,
  });
  expect([status, body.faults.map(({ at }) => at).sort()]).toEqual([400, ['/price', '/quality', '/time']]);
});

test('a rating is taken until twelve months after the acceptance', async () => {
  const [no, other] = [await market.accepted('A021'), await market.accepted('A021')];
  service.clock.at = Date.parse('2027-03-02T23:00:00+08:00');
  expect((await market.act(enterprise, no, 'rating', all(5))).status).toBe(201);
  service.clock.at = Date.parse('2027-03-03T00:00:00+08:00');
  expect((await market.act(enterprise, other, 'rating', all(5))).body).toMatchObject({
    type: '/problems/rating-over',
  });
});

test('owner and department find in the inbox what they have to rate, until they have', async () => {
  const no = await market.accepted('A022');
  const found = async (who: Caller) =>
    (await market.waits(who, 'agency-to-rate')).filter(({ about }) => about === no);
  for (const who of [enterprise, planner]) {
    expect(await found(who)).toMatchObject([
      {
        dueDay: '2026-03-09',
        isLate: false,
        actions: [{ action: 'rate-agency', href: `/v1/commissions/${no}/rating` }],
      },
    ]);
    await market.act(who, no, 'rating', all(5));
    expect(await found(who)).toEqual([]);
  }
  expect(await found(ecologist)).toEqual([]);
});

test('who has not rated in five working days is reminded, once', async () => {
  const owner = { ...enterprise, uscc: '91330683MAFAKE043R' };
  const uscc = owner.uscc;
  const [rated, waiting] = [
    await market.delivered('A023', { uscc }),
    await market.delivered('A023', { uscc }),
  ];
  for (const no of [rated, waiting]) await market.act(owner, no, 'acceptance');
  await market.act(owner, rated, 'rating', all(5));
  const reminders = async () =>
    (await market.read(owner, '/v1/inbox/intermediary-market/notices?limit=100')).body.items.filter(
      ({ kind }) => kind === 'rating-due',
    );
  market.at('03-09T16:50:00');
  await market.sweep();
  expect(await reminders()).toEqual([]);
  market.at('03-09T17:00:00');
  await market.sweep();
  await market.sweep();
  expect(await reminders()).toMatchObject([{ about: waiting, at: '2026-03-09T17:00:00+08:00' }]);
});

test('one star suspends: so do ratings alone', async () => {
  const no = await market.accepted('A024');
  for (const who of [enterprise, planner, supervisor]) await market.act(who, no, 'rating', all(2));
  expect(await market.credit('A024')).toMatchObject({ score: 40, stars: 1, status: 'suspended' });
});

test('the list puts five stars first, those that were given before those that nobody has rated', async () => {
  const path = '/v1/agencies?category=DSN&sort=stars&limit=4';
  interface Listed {
    readonly items: readonly { agencyNo: string; stars: number; ratings: number }[];
    readonly next: string | null;
  }
  const page = async (cursor: string | null) =>
    (await market.read(enterprise, cursor === null ? path : `${path}&cursor=${cursor}`))
      .body as unknown as Listed;
  const items = [];
  for (let next: string | null = null, first = true; first || next; first = false) {
    const read: Listed = await page(next);
    items.push(...read.items);
    next = read.next;
  }
  expect(items).toHaveLength(16);
  expect(items).toEqual(
    [...items].sort(
      (a, b) => b.stars - a.stars || b.ratings - a.ratings || (a.agencyNo < b.agencyNo ? -1 : 1),
    ),
  );
  expect(items[0]).toMatchObject({ stars: 5 });
  expect(items[0]!.ratings).toBeGreaterThan(0);
  expect(items.at(-1)).toMatchObject({ agencyNo: 'A024', stars: 1 });
  const { items: plain } = (await market.read(enterprise, '/v1/agencies?category=DSN'))
    .body as unknown as Listed;
  expect(plain[0]).toMatchObject({ agencyNo: 'A016' });
});
