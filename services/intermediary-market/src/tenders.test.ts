import { randomBytes } from 'node:crypto';
import { openPool } from '@doudi/infra/database';
import { drawLots, sha256 } from './draw.ts';
import { sampleAgencies } from './samples/agencies.ts';
import { agent, designer, enterprise, supervisor, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());
const isNow = (local: string) => void (service.clock.at = Date.parse(`${local}+08:00`) - 60_000);
beforeEach(async () => {
  await service.forgetCredit();
  isNow('2026-03-02T10:00:00');
});

const agencyOf = (agencyNo: string) => {
  const { uscc = '' } = sampleAgencies.find((one) => one.agencyNo === agencyNo) ?? {};
  return { subject: `p-${agencyNo}`, roles: ['agency'], uscc } as const;
};
const nonce = () => randomBytes(16).toString('hex');
const bid = (no: string, agencyNo: string, priceYuan: number, days = 15) =>
  people.act(agencyOf(agencyNo), no, 'bids', { priceYuan, days, nonce: nonce() });
/** A tender that is open until 17:00 of the next working day. */
async function aTender(way = 'lowest-price', given: object = {}): Promise<string> {
  const no = await people.aCommission();
  await people.brief(no, { way, ceilingYuan: 120_000 });
  const { status, text } = await people.act(enterprise, no, 'tender', given);
  if (status !== 200) throw new Error(text);
  return no;
}
interface TenderRead {
  readonly seed: string;
  readonly seedHash: string;
  readonly bids: readonly {
    readonly agencyNo: string;
    readonly rank: number;
    readonly lot: string;
    readonly nonce: string;
  }[];
}
const tenderOf = async (no: string, caller: Parameters<typeof people.read>[0] = enterprise) =>
  (await people.read(caller, `/v1/commissions/${no}/tender`)).body as unknown as TenderRead;
const record = async (no: string) => (await people.read(enterprise, `/v1/commissions/${no}`)).body;
const close = async () => {
  isNow('2026-03-03T17:00:00');
  await service.passOverdue();
};

test('a tender runs from the notice over sealed bids to the award and the contract', async () => {
  const no = await aTender();
  expect(await record(no)).toMatchObject({ state: 'bidding', deadlineAt: '2026-03-03T17:00:00+08:00' });
  expect((await bid(no, 'A016', 98_000)).status).toBe(201);
  expect((await bid(no, 'A017', 95_000, 20)).status).toBe(201);
  await close();
  expect(await record(no)).toMatchObject({ state: 'selecting', changedAt: '2026-03-03T17:00:00+08:00' });
  expect(await tenderOf(no)).toMatchObject({
    outcome: 'ranked',
    bids: [
      { rank: 1, agencyNo: 'A017', priceYuan: 95_000, days: 20 },
      { rank: 2, agencyNo: 'A016', priceYuan: 98_000, days: 15 },
    ],
  });
  expect((await people.act(enterprise, no, 'award')).body).toMatchObject({
    state: 'contracting',
    agencyNo: 'A017',
  });
  expect((await people.act(agencyOf('A017'), no, 'signature')).body).toMatchObject({ state: 'working' });
  expect(await record(no)).toMatchObject({
    engagements: [
      { agencyNo: 'A017', way: 'lowest-price', priceYuan: 95_000, days: 20, chosenBy: 'p-enterprise' },
    ],
  });
});

// what happens at 17:00 belongs to the next office day, which is its day 0
test('an award nobody confirms stands by itself at the end of the working day after its day 0', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  await close();
  isNow('2026-03-05T17:00:00');
  await service.passOverdue();
  expect(await record(no)).toMatchObject({
    ...{ state: 'contracting', agencyNo: 'A017', changedAt: '2026-03-05T17:00:00+08:00' },
    engagements: [{ chosenBy: 'market' }],
  });
});

test('a bid counts until the last instant before the deadline, and the later bid of an agency in place of its earlier one', async () => {
  const no = await aTender();
  await bid(no, 'A016', 99_000);
  await bid(no, 'A017', 98_000);
  isNow('2026-03-03T16:59:00');
  expect((await bid(no, 'A016', 97_000)).status).toBe(201);
  isNow('2026-03-03T17:00:00');
  expect((await bid(no, 'A017', 90_000)).body).toMatchObject({ type: '/problems/commission-not-there' });
  await service.passOverdue();
  expect((await tenderOf(no)).bids).toMatchObject([
    { agencyNo: 'A016', priceYuan: 97_000 },
    { agencyNo: 'A017', priceYuan: 98_000 },
  ]);
});

test('two bids and the end of the tender at the same moment: each bid is in or is told that it is late, and all that are in are ranked', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  // three of these requests are stamped before the deadline or behind it, as they happen to be judged
  isNow('2026-03-03T16:58:30');
  const [one, other] = await Promise.all([
    bid(no, 'A018', 91_000),
    bid(no, 'A019', 92_000),
    service.passOverdue(),
  ]);
  await close();
  const ranked = (await tenderOf(no)).bids.map(({ agencyNo }) => agencyNo);
  for (const [answer, agencyNo] of [
    [one, 'A018'],
    [other, 'A019'],
  ] as const) {
    expect([201, 409]).toContain(answer.status);
    expect(ranked.includes(agencyNo)).toBe(answer.status === 201);
  }
});

test('fewer than two bidders: the tender is repeated once, then the owner may engage directly', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await close();
  expect(await record(no)).toMatchObject({
    state: 'briefing',
    round: 2,
    changedAt: '2026-03-03T17:00:00+08:00',
  });
  // a lone bid stays sealed: the agency bids again
  expect(await tenderOf(no)).toMatchObject({ outcome: 'failed', seed: null, bids: [] });
  const direct = { agencyNo: 'A016', priceYuan: 98_000 };
  expect((await people.act(enterprise, no, 'engagement', direct)).body).toMatchObject({
    type: '/problems/tender-first',
  });
  isNow('2026-03-04T09:00:00');
  await people.act(enterprise, no, 'tender', {});
  isNow('2026-03-05T17:00:00');
  await service.passOverdue();
  expect((await people.act(enterprise, no, 'engagement', direct)).body).toMatchObject({
    ...{ state: 'contracting', agencyNo: 'A016', round: 3 },
  });
});

test('a winner who declines or does not sign makes room for the next ranked, until none is left', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  await bid(no, 'A018', 99_000);
  await close();
  await people.act(enterprise, no, 'award');
  expect((await people.act(agencyOf('A017'), no, 'refusal', {})).body).toMatchObject({
    ...{ state: 'contracting', agencyNo: 'A016', round: 2, deadlineAt: '2026-03-09T17:00:00+08:00' },
  });
  isNow('2026-03-09T17:00:00');
  await service.passOverdue();
  expect(await record(no)).toMatchObject({
    agencyNo: 'A018',
    round: 3,
    deadlineAt: '2026-03-13T17:00:00+08:00',
  });
  isNow('2026-03-16T10:00:00');
  await service.passOverdue();
  expect(await record(no)).toMatchObject({
    ...{ state: 'briefing', agencyNo: null, round: 4 },
    engagements: [
      { agencyNo: 'A017', endedBy: 'decline' },
      { agencyNo: 'A016', endedBy: 'lapse', priceYuan: 98_000 },
      { agencyNo: 'A018', endedBy: 'lapse' },
    ],
  });
});

test('a sweep that was away for a month passes every limit on its day', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  isNow('2026-04-01T10:00:00');
  await service.passOverdue();
  const { milestones } = (await people.read(supervisor, `/v1/commissions/${no}`)).body;
  expect(milestones.slice(2).map(({ kind, at }) => [kind, at.slice(0, 10)])).toEqual([
    ['close', '2026-03-03'],
    ['award', '2026-03-05'],
    ['lapse', '2026-03-11'],
    ['lapse', '2026-03-17'],
  ]);
});

test('an urgent tender is open for four office hours; closing times outside of the range are refused with the range', async () => {
  const no = await aTender('lowest-price', { isUrgent: true });
  expect(await record(no)).toMatchObject({ deadlineAt: expect.stringMatching(/^2026-03-02T14:0/) as string });
  const other = await people.aCommission();
  await people.brief(other, { way: 'random' });
  const early = await people.act(enterprise, other, 'tender', { closesAt: '2026-03-03T16:00:00+08:00' });
  expect(early.body).toMatchObject({
    faults: [
      { at: '/closesAt', fault: 'is not between 2026-03-03T17:00:00+08:00 and 2026-03-16T17:00:00+08:00' },
    ],
  });
});

test('a random draw is replayed by anybody from what the tender shows', async () => {
  const no = await aTender('random');
  const { seedHash } = await tenderOf(no);
  for (const agencyNo of ['A016', 'A017', 'A018']) await bid(no, agencyNo, 98_000);
  expect(await tenderOf(no)).toMatchObject({ seed: null, bids: [] });
  await close();
  const { seed, bids } = await tenderOf(no, designer);
  expect(sha256(seed)).toBe(seedHash);
  const lots = drawLots(seed, bids);
  expect(bids.map(({ lot }) => lot)).toEqual([...lots.values()].sort());
  expect(bids.map(({ agencyNo, lot }) => lots.get(agencyNo) === lot)).toEqual([true, true, true]);
});

test('what an owner cannot do: name the winner, engage past the tender, bid itself', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  expect((await people.act(enterprise, no, 'bids', { priceYuan: 1, days: 1, nonce: nonce() })).status).toBe(
    403,
  );
  await close();
  expect((await people.act(enterprise, no, 'award', { agencyNo: 'A016' })).status).toBe(400);
  expect((await people.act(enterprise, no, 'engagement', { agencyNo: 'A016', priceYuan: 1 })).status).toBe(
    409,
  );
});

test('agencies of another category, suspended ones and prices above the ceiling are not taken', async () => {
  const no = await aTender();
  expect((await bid(no, 'A001', 98_000)).status).toBe(404);
  expect((await bid(no, 'A031', 98_000)).body).toMatchObject({ type: '/problems/agency-suspended' });
  expect((await bid(no, 'A016', 120_000.01)).body).toMatchObject({ faults: [{ at: '/priceYuan' }] });
});

test('an agency that is suspended after it has bid does not win', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  await bid(no, 'A030', 90_000);
  await setStatus('A030', 'suspended');
  await close();
  expect((await tenderOf(no)).bids).toMatchObject([
    { agencyNo: 'A017', rank: 1 },
    { agencyNo: 'A016', rank: 2 },
    { agencyNo: 'A030', rank: null, flaw: 'not-hireable' },
  ]);
  await setStatus('A017', 'suspended');
  expect((await people.act(enterprise, no, 'award')).body).toMatchObject({ agencyNo: 'A016' });
  for (const agencyNo of ['A017', 'A030']) await setStatus(agencyNo, 'listed');
});

test('an order that ends takes its open tender back, and no bid is opened', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await service.activities.endCommission(no, { at: service.clock.at, by: 'order' });
  expect(await tenderOf(no)).toMatchObject({ outcome: 'cancelled', seed: null, bids: [] });
});

test('of an award and a cancellation at the same moment one counts', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  await close();
  const answers = await Promise.all([
    people.act(enterprise, no, 'award'),
    people.act(enterprise, no, 'tender/cancellation', { reason: '规模有变' }),
  ]);
  // a cancellation may follow an award no more; an award may not follow a cancellation
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('all agencies of the category are told of a tender, and see it with its project; when it is over only bidders do', async () => {
  const no = await aTender();
  await bid(no, 'A016', 98_000);
  await bid(no, 'A017', 95_000);
  const watcher = agencyOf('A020');
  const seen = await people.read(watcher, `/v1/commissions/${no}`);
  expect(seen.body).toMatchObject({
    brief: { requirements: '方案设计一套' },
    actions: [{ action: 'place-bid' }],
  });
  const told = await service.pool.query('select addressees from notices where about = $1 and kind = $2', [
    no,
    'publish',
  ]);
  expect((told.rows[0] as { addressees: string[] }).addressees).toHaveLength(15);
  await close();
  expect((await people.read(watcher, `/v1/commissions/${no}`)).status).toBe(404);
  expect((await people.read(agencyOf('A016'), `/v1/commissions/${no}`)).status).toBe(200);
});

test('until the deadline nothing that is kept or shown yields a bid', async () => {
  await service.mandate(['commission'], 'active');
  const no = await aTender('comparison');
  const [price, own] = [97_531.24, nonce()];
  await people.act(designer, no, 'bids', { priceYuan: price, days: 17, nonce: own });
  const marks = [
    /97531[.,]?24/,
    new RegExp(own),
    new RegExp(sha256(JSON.stringify({ priceYuan: price, days: 17 }))),
  ];
  const looked: string[] = [];
  for (const caller of [enterprise, agent, supervisor, designer, agencyOf('A017')])
    for (const path of ['', '/tender'])
      looked.push((await people.read(caller, `/v1/commissions/${no}${path}`)).text);
  looked.push(...(await everyRow()));
  expect(looked.some((text) => text.includes(no))).toBe(true);
  for (const text of looked) for (const mark of marks) expect(text).not.toMatch(mark);
});

/** Every row of every table of every schema, as whoever owns the database and its backups reads them. */
async function everyRow(): Promise<string[]> {
  const login = openLogin(service.database.url);
  try {
    const { rows } = await login.query<{ name: string }>(`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
    const texts = await Promise.all(
      rows.map(({ name }) => login.query<{ row: string }>(`select t::text as row from ${name} t`)),
    );
    return texts.flatMap((found) => found.rows.map(({ row }) => row));
  } finally {
    await login.end();
  }
}
/** As whoever owns the database. */
const openLogin = (url: string) => openPool({ url, role: new URL(url).username, max: 1 });

async function setStatus(agencyNo: string, status: string): Promise<void> {
  const login = openLogin(service.database.url);
  await login.query('update intermediary_market.agencies set status = $1 where agency_no = $2', [
    status,
    agencyNo,
  ]);
  await login.end();
}
