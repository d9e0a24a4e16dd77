import { inTransaction } from '@doudi/infra/database';
import {
  isRefusal,
  isWorkingDay,
  shippedCalendar,
  type Category,
  type CommissionState,
  type Day,
  type Instant,
  type Milestone,
} from '@doudi/workflows';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { findCommissionToChange, getCommission } from './commissions.ts';
import { listDirectory } from './directory.ts';
import { loadSamples } from './load-samples.ts';
import { moveCommission } from './move-commission.ts';
import { requestsOf } from './test-requests.ts';
import { giveHistory, type InventedWork } from './test-history.ts';
import { openedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

/** What the test itself has seen of a contract. */
interface Seen {
  readonly agencyNo: string;
  readonly category: Category;
  readonly priceYuan: number;
  readonly promised: number;
  used: number;
  begunDay: Day;
  returns: number;
  end?: 'accept' | 'replace' | 'terminate';
}

/** Working days after a day through another one, counted one by one. */
function workingDaysAfter(day: Day, through: Day): number {
  let counted = 0;
  for (let ms = Date.parse(day) + 86_400_000; ms <= Date.parse(through); ms += 86_400_000)
    if (isWorkingDay(shippedCalendar, new Date(ms).toISOString().slice(0, 10) as Day)) counted += 1;
  return counted;
}

/** The figures as somebody would work them out who has every contract before him. */
function figuresOf(contracts: readonly Seen[]) {
  const prices = contracts.map(({ priceYuan }) => priceYuan).toSorted((a, b) => a - b);
  const late = contracts
    .filter(({ end }) => end === 'accept')
    .map(({ used, promised }) => used - promised)
    .toSorted((a, b) => a - b);
  const half = late.length >> 1;
  return {
    ...{ lowestYuan: prices[0] ?? null, highestYuan: prices.at(-1) ?? null },
    finished: late.length,
    medianDays:
      late.length === 0 ? null : late.length % 2 === 1 ? late[half]! : (late[half - 1]! + late[half]!) / 2,
    returns: contracts.reduce((sum, { returns }) => sum + returns, 0),
    running: contracts.filter(({ end }) => end === undefined).length,
  };
}

const columns = sql`lowest_yuan::float8 as "lowestYuan", highest_yuan::float8 as "highestYuan", finished,
  median_days::float8 as "medianDays", returns, running`;
const recordOf = async (agencyNo: string, category: Category) =>
  (
    await service.pool.query(sql`
      select ${columns} from agency_records where agency_no = ${agencyNo} and category = ${category}`)
  ).rows[0] as object;

/** What may happen in a state, the usual more often. */
const open: Readonly<Partial<Record<CommissionState, readonly Milestone[]>>> = {
  briefing: ['engage'],
  contracting: ['sign', 'sign', 'sign', 'decline', 'withdraw'],
  'awaiting-inputs': ['hand-in-inputs', 'hand-in-inputs', 'replace'],
  working: ['deliver', 'deliver', 'deliver', 'deliver', 'replace', 'terminate'],
  delivered: ['accept', 'accept', 'return', 'return', 'replace'],
};
const step = fc.record({
  commission: fc.nat(3),
  pick: fc.nat(29),
  agency: fc.nat(1),
  priceYuan: fc.integer({ min: 1, max: 500_000 }),
  days: fc.integer({ min: 1, max: 12 }),
  /** days of the calendar until it happens, on a working day at 10:00 */
  later: fc.nat(4),
});

const offered = { DSN: ['A016', 'A017'], EIA: ['A044', 'A045'] } as const;

test('what is on record equals what follows from all contracts, whatever happens to them', async () => {
  const { aCommission } = requestsOf(service);
  const seen: Seen[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (steps) => {
      const nos: string[] = [];
      const current = new Map<string, Seen>();
      const engaged = new Map<string, Omit<Seen, 'used' | 'begunDay' | 'returns'>>();
      for (const category of ['DSN', 'DSN', 'DSN', 'EIA'] as const) {
        const no = await aCommission({ category });
        await move(no, 'brief', openedAt, { brief, way: 'direct', needsInputs: nos.length === 0 });
        nos.push(no);
      }
      let day = '2026-03-03' as Day;
      for (const { commission, pick, agency, later, ...terms } of steps) {
        day = workingDayFrom(day, later);
        const no = nos[commission]!;
        const category = commission === 3 ? 'EIA' : 'DSN';
        const kinds = open[(await getCommission(service.pool, no, sql`true`)).state] ?? [];
        const kind = kinds[pick % kinds.length];
        if (kind === undefined) continue;
        await move(no, kind, Date.parse(`${day}T10:00:00+08:00`), {
          ...(kind === 'engage' && {
            agencyNo: offered[category][agency],
            terms: { way: 'direct' as const, ...terms },
          }),
        });
        see({ no, kind, day, agencyNo: offered[category][agency]!, category, ...terms });
        await expectRecords();
      }

      function see(happened: {
        no: string;
        kind: Milestone;
        day: Day;
        agencyNo: string;
        category: Category;
        priceYuan: number;
        days: number;
      }) {
        const { no, kind, day: on, agencyNo, category, priceYuan, days } = happened;
        if (kind === 'engage') engaged.set(no, { agencyNo, category, priceYuan, promised: days });
        if (kind === 'sign') {
          const contract: Seen = { ...engaged.get(no)!, used: 0, begunDay: on, returns: 0 };
          current.set(no, contract);
          seen.push(contract);
        }
        const contract = current.get(no);
        if (!contract) return;
        if (kind === 'hand-in-inputs' || kind === 'return') contract.begunDay = on;
        if (kind === 'return') contract.returns += 1;
        if (kind === 'deliver') contract.used += workingDaysAfter(contract.begunDay, on);
        if (kind !== 'accept' && kind !== 'replace' && kind !== 'terminate') return;
        contract.end = kind;
        current.delete(no);
      }
    }),
    { numRuns: 6 },
  );
  expect(seen.some(({ end }) => end === 'accept')).toBe(true);
  expect(seen.some(({ end }) => end === 'replace')).toBe(true);

  async function expectRecords() {
    for (const category of ['DSN', 'EIA'] as const)
      for (const agencyNo of offered[category]) {
        const own = seen.filter((one) => one.agencyNo === agencyNo && one.category === category);
        expect(await recordOf(agencyNo, category)).toEqual(figuresOf(own));
      }
  }
});

const brief = {
  way: 'direct' as const,
  requirements: '样例',
  inputs: [],
  ceilingYuan: null,
  requiredBy: null,
};

const workingDayFrom = (day: Day, later: number): Day => {
  let ms = Date.parse(day) + later * 86_400_000;
  while (!isWorkingDay(shippedCalendar, new Date(ms).toISOString().slice(0, 10) as Day)) ms += 86_400_000;
  return new Date(ms).toISOString().slice(0, 10) as Day;
};

const move = (no: string, kind: Milestone, at: Instant, more: object = {}): Promise<void> =>
  inTransaction(service.pool, async (db) => {
    const commission = (await findCommissionToChange(db, no, sql`true`))!;
    const agencyNo = commission.agencyNo ?? undefined;
    const act = { kind, by: 'p-walk', ...(agencyNo !== undefined && { agencyNo }), ...more };
    if (isRefusal(await moveCommission(db, commission, act, at))) throw new Error(`${kind} is refused`);
  });

test('of many signatures of one agency at once none is missing', async () => {
  const { aCommission, engage, act } = requestsOf(service);
  const nos: string[] = [];
  for (let i = 0; i < 8; i += 1) nos.push(await aCommission());
  for (const no of nos) await engage(no, 'A020');
  const { rows } = await service.pool.query<{ uscc: string }>(sql`
    select uscc from agencies where agency_no = 'A020'`);
  const agency = { subject: 'p-many', roles: ['agency'], uscc: rows[0]!.uscc } as const;
  await Promise.all(nos.map((no) => act(agency, no, 'signature')));
  expect(await recordOf('A020', 'DSN')).toMatchObject({ running: 8, lowestYuan: 98_000 });
});

test('a year of works of all sample agencies is loaded and computed in seconds', async () => {
  const fresh = await testService();
  try {
    const began = performance.now();
    const works = await giveHistory(fresh);
    await loadSamples(fresh.pool, openedAt);
    const seconds = (performance.now() - began) / 1000;
    expect(works.length).toBe(5_800);
    expect(seconds).toBeLessThan(30);
    const rows = await listDirectory(fresh.pool, { category: 'DSN', at: openedAt, limit: 100 });
    for (const { agencyNo, ...row } of rows)
      expect(row).toMatchObject(figuresOf(works.filter((work) => work.agencyNo === agencyNo).map(asSeen)));
  } finally {
    await fresh.close();
  }
});

const asSeen = ({ agencyNo, category, priceYuan, days, used, isReturned }: InventedWork): Seen => ({
  ...{ agencyNo, category, priceYuan, promised: days, used, begunDay: '2025-03-03' as Day },
  ...{ returns: isReturned ? 1 : 0, end: 'accept' },
});
