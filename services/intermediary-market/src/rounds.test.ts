import { openPool } from '@doudi/infra/database';
import { shippedCalendar, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import {
  aRequest,
  agent,
  designer,
  enterprise,
  supervisor,
  testService,
  type TestService,
} from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

const officer = { subject: 'p-officer', roles: ['fallback-officer'] } as const;
/** Puts the office clock so that the next request is stamped with this instant. */
const isNow = (local: string) => {
  const at: Instant = Date.parse(`${local}+08:00`);
  service.clock.at = at - 60_000;
};
beforeEach(async () => {
  await service.forgetCredit();
  isNow('2026-03-02T10:00:00');
});
const record = async (no: string, caller: Parameters<typeof people.read>[0] = enterprise) =>
  (await people.read(caller, `/v1/commissions/${no}`)).body;

/** Publishes the shipped calendar with one more holiday, as approval-workflows does. */
async function amendCalendar(holiday: string): Promise<void> {
  const owner = openPool({ url: service.database.url, role: 'approval_workflows', max: 1 });
  const { publishedThrough, off, work } = shippedCalendar;
  await owner.query(sql`
    insert into calendars (version, published_through, off, work, published_at)
    values ('amended', ${publishedThrough}, ${[...off, holiday]}, ${[...work]}, now())`);
  await owner.end();
}

test('an agency reads project, brief, price and due day before it signs', async () => {
  const no = await people.aCommission();
  await people.brief(no, { inputs: ['地形图'], ceilingYuan: 100_000, requiredBy: '2026-04-30' });
  await people.act(enterprise, no, 'engagement', { agencyNo: 'A016', priceYuan: 98_000, days: 15 });
  expect(await record(no, designer)).toMatchObject({
    state: 'contracting',
    deadlineAt: '2026-03-05T17:00:00+08:00',
    brief: {
      requirements: '方案设计一套',
      inputs: ['地形图'],
      ceilingYuan: 100_000,
      requiredBy: '2026-04-30',
    },
    // fifteen working days after the Monday on which it would be signed
    engagements: [{ round: 1, agencyNo: 'A016', priceYuan: 98_000, days: 15, dueDay: '2026-03-23' }],
    actions: [
      { action: 'decline-engagement', until: '2026-03-05T17:00:00+08:00' },
      { action: 'sign-contract' },
      { action: 'give-contract-file', until: null },
    ],
  });
});

test('an engagement names a price the brief allows; every fault is named at once', async () => {
  const no = await people.aCommission();
  const early = await people.act(enterprise, no, 'engagement', { agencyNo: 'A016', priceYuan: 1 });
  expect(early.body).toMatchObject({ type: '/problems/no-brief', status: 409 });
  await people.brief(no, { ceilingYuan: 90_000 });
  const dear = await people.act(enterprise, no, 'engagement', { agencyNo: 'A999', priceYuan: 90_000.01 });
  expect(dear.body.faults.map(({ at }) => at)).toEqual(['/agencyNo', '/priceYuan']);
  const unpriced = await people.act(enterprise, no, 'engagement', { agencyNo: 'A016' });
  expect(unpriced.body.faults.map(({ at }) => at)).toEqual(['/priceYuan']);
});

test('a brief said again replaces the one before it', async () => {
  const no = await people.aCommission();
  await people.brief(no, { way: 'random' });
  await people.brief(no, { way: 'direct', requirements: '含日照分析' });
  expect(await record(no)).toMatchObject({
    state: 'briefing',
    way: 'direct',
    brief: { requirements: '含日照分析' },
  });
});

test.each([
  ['2026-03-05T16:59:00', 200, 'working'],
  ['2026-03-05T17:00:00', 409, 'briefing'],
  ['2026-03-06T09:00:00', 409, 'briefing'],
])(
  'a signature at %s of the third day answers %i, whether or not the lapse is written',
  async (at, status, state) => {
    const no = await people.aCommission();
    await people.engage(no);
    isNow(at);
    expect((await people.act(designer, no, 'signature')).status).toBe(status);
    await service.passOverdue();
    expect(await record(no)).toMatchObject({ state });
  },
);

test('an engagement that is not signed lapses at 17:00 of the third day, on record against the agency, and the owner is free', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  isNow('2026-03-09T11:00:00');
  await service.passOverdue();
  await service.passOverdue();
  expect(await record(no)).toMatchObject({
    ...{
      state: 'briefing',
      agencyNo: null,
      round: 2,
      deadlineAt: null,
      changedAt: '2026-03-05T17:00:00+08:00',
    },
    engagements: [{ round: 1, agencyNo: 'A016', endedBy: 'lapse', endedAt: '2026-03-05T17:00:00+08:00' }],
  });
  expect((await people.messagesOf(no)).at(-1)).toEqual({
    ...{ seq: 3, by: 'market' },
    event: { kind: 'lapse', at: Date.parse('2026-03-05T17:00:00+08:00') },
  });
  expect((await people.engage(no, 'A017')).body).toMatchObject({ state: 'contracting', agencyNo: 'A017' });
});

test('the owner withdraws an engagement that is not signed, also after the agency was silent for a day', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  isNow('2026-03-04T10:00:00');
  const { body } = await people.act(enterprise, no, 'withdrawal', { reason: '机构未回应' });
  expect(body).toMatchObject({ state: 'briefing', round: 2 });
  expect((await people.act(designer, no, 'signature')).status).toBe(404);
});

test('of a signature and a withdrawal at the same moment one counts', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  const answers = await Promise.all([
    people.act(designer, no, 'signature'),
    people.act(enterprise, no, 'withdrawal', {}),
  ]);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(['working', 'briefing']).toContain((await record(no)).state);
});

test('an agency that waits for inputs works when they are in', async () => {
  const no = await people.aCommission();
  await people.brief(no, { inputs: ['地形图'] });
  await people.act(enterprise, no, 'engagement', { agencyNo: 'A016', priceYuan: 98_000 });
  expect((await people.act(designer, no, 'signature')).body).toMatchObject({
    ...{ state: 'awaiting-inputs', holder: 'enterprise' },
  });
  expect((await people.act(designer, no, 'deliverables')).body).toMatchObject({
    type: '/problems/commission-not-there',
  });
  expect((await people.act(enterprise, no, 'inputs', {})).body).toMatchObject({ state: 'working' });
});

test('an agency is replaced in the middle of its work by its owner or from the fallback window; the next one knows nothing of its price', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  await people.act(designer, no, 'signature');
  expect((await people.act(supervisor, no, 'replacement', { reason: '无成果' })).status).toBe(403);
  expect((await people.act(officer, no, 'replacement', { reason: '签约后无成果' })).body).toMatchObject({
    ...{ state: 'briefing', round: 2, agencyNo: null },
  });
  await people.engage(no, 'A017');
  const engagements = [
    { agencyNo: 'A016', endedBy: 'replace' },
    { agencyNo: 'A017', endedBy: null },
  ];
  expect(await record(no, supervisor)).toMatchObject({ engagements });
  // who was replaced knows what was its own, and acts no more
  expect((await record(no, designer)).engagements).toMatchObject([{ agencyNo: 'A016' }]);
  expect((await record(no, designer)).actions).toEqual([]);
});

test('of two engagements of different agencies by two of the owner’s people one wins and the other gets a clear answer', async () => {
  await service.mandate(['commission'], 'active');
  const no = await people.aCommission();
  await people.brief(no);
  const priced = (agencyNo: string) => ({ agencyNo, priceYuan: 98_000 });
  const answers = await Promise.all([
    people.act(enterprise, no, 'engagement', priced('A016')),
    people.act(agent, no, 'engagement', priced('A017')),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.body).toMatchObject({ type: '/problems/commission-not-there', state: 'contracting' });
  expect((await record(no, supervisor)).engagements).toHaveLength(1);
});

test('a commission of an order from before knows no brief, no price and no lapse', async () => {
  const { rulesVersion: _, ...before } = aRequest();
  await service.activities.openCommission(before);
  const no = before.commissionNo;
  expect((await people.brief(no)).body).toMatchObject({ type: '/problems/commission-not-there', needs: [] });
  expect((await people.act(enterprise, no, 'engagement', { agencyNo: 'A016' })).status).toBe(200);
  isNow('2026-04-01T10:00:00');
  await service.passOverdue();
  expect((await people.act(designer, no, 'signature')).body).toMatchObject({
    state: 'working',
    deadlineAt: null,
  });
});

test('a deadline is counted anew when another calendar is in force', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  await amendCalendar('2026-03-04');
  await service.passOverdue();
  expect(await record(no)).toMatchObject({ state: 'contracting', deadlineAt: '2026-03-06T17:00:00+08:00' });
});
