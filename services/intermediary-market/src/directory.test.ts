import { everyone, type Caller, type Role } from '@doudi/infra/http';
import { asOwner } from '@doudi/testing/database/as-owner';
import sql from 'sql-template-tag';
import type { z } from 'zod';
import type { ComparisonAnswer } from './compare-agencies.ts';
import { directoryPage } from './directory.ts';
import type { DirectoryAnswer } from './read-directory.ts';
import { creditOf } from './test-credit.ts';
import { enterprise, openedAt, testService, type TestService } from './test-service.ts';

type Page = z.output<typeof DirectoryAnswer>;
type Compared = z.output<typeof ComparisonAnswer>;

let service: TestService;
let market: ReturnType<typeof creditOf>;
beforeAll(async () => {
  service = await testService();
  market = creditOf(service);
});
// Monday 2 March 2026, 10:00
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

const ask = async (query: string, caller: Caller = enterprise) => {
  const { status, body } = await market.read(caller, `/v1/directory${query}`);
  return { status, body: body as unknown };
};
const page = async (query: string, caller?: Caller) => (await ask(`?${query}`, caller)).body as Page;
const numbers = ({ items }: Page) => items.map(({ agencyNo }) => agencyNo);
const entry = async (agencyNo: string) =>
  (await page('category=DSN&limit=100')).items.find((one) => one.agencyNo === agencyNo);

test('shows of who can be hired what it has signed, finished, is at, and how long its certificate runs', async () => {
  expect(await entry('A016')).toMatchObject({
    ...{ stars: 5, ratings: 0, prices: null, finished: 0, medianDays: null, returns: 0, running: 0 },
    certificate: { certificateNo: '样例证016号', validThrough: null, standing: 'valid' },
  });
  const no = await market.signed('A016', { days: 10 });
  expect(await entry('A016')).toMatchObject({
    prices: { lowestYuan: 98_000, highestYuan: 98_000 },
    ...{ running: 1, finished: 0 },
  });
  market.at('03-05T10:00:00');
  await market.act(await market.agencyOf('A016'), no, 'deliverables');
  await market.act(enterprise, no, 'return', { reason: '缺少节能篇章' });
  market.at('03-06T10:00:00');
  await market.act(await market.agencyOf('A016'), no, 'deliverables');
  await market.act(enterprise, no, 'acceptance');
  // three days and one of the ten it may take
  expect(await entry('A016')).toMatchObject({ running: 0, finished: 1, returns: 1, medianDays: -6 });
});

test('orders by stars, price, punctuality or name, and pages through each order without gap or repetition', async () => {
  await service.pool.query(sql`
    update agency_records
       set stars = 1 + substr(agency_no, 2)::integer % 5, ratings = 7, finished = 2,
           median_days = (substr(agency_no, 2)::integer % 7 - 3) / 2.0,
           lowest_yuan = 1000 * (substr(agency_no, 2)::integer * 37 % 50 + 1), highest_yuan = 99000
     where category = 'DSN' and agency_no <> 'A017'`);
  for (const sort of ['stars', 'price', 'punctuality', 'name']) {
    const whole = await page(`category=DSN&limit=100&sort=${sort}`);
    const walked: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const part: Page = await page(`category=DSN&limit=4&sort=${sort}${next && `&cursor=${next}`}`);
      walked.push(...numbers(part));
      next = part.next;
    }
    expect(walked).toEqual(numbers(whole));
    const values = whole.items.map((one) =>
      sort === 'stars'
        ? -one.stars
        : sort === 'price'
          ? (one.prices?.lowestYuan ?? Infinity)
          : sort === 'punctuality'
            ? (one.medianDays ?? Infinity)
            : one.zh,
    );
    expect(values).toEqual(
      values.toSorted((a, b) => (typeof a === 'number' ? a - Number(b) : a < b ? -1 : 1)),
    );
  }
  expect(numbers(await page('category=DSN&limit=100'))).toEqual(
    numbers(await page('category=DSN&limit=100&sort=stars')),
  );
});

test('narrows by stars, price and a part of the name', async () => {
  const whole = (await page('category=DSN&limit=100')).items;
  const narrowed = (await page('category=DSN&limit=100&minStars=3&mostYuan=30000')).items;
  expect(narrowed).toEqual(
    whole.filter(({ stars, prices }) => stars >= 3 && prices !== null && prices.lowestYuan <= 30_000),
  );
  expect(narrowed.length).toBeGreaterThan(0);
  const named = await page(`category=DSN&q=${encodeURIComponent('虚构03')}`);
  expect(named.items.map(({ zh }) => zh)).toEqual(
    whole.map(({ zh }) => zh).filter((zh) => zh.includes('虚构03')),
  );
});

test('leaves out who is suspended, not qualified for the category, or whose certificate has expired', async () => {
  const shown = numbers(await page('category=DSN&limit=100'));
  const { rows } = await service.pool.query<{ agencyNo: string }>(
    `select agency_no as "agencyNo" from agencies where category = 'DSN' and status = 'listed' order by 1`,
  );
  expect(shown.toSorted()).toEqual(rows.map(({ agencyNo }) => agencyNo));
  await asOwner(
    service.database.url,
    sql`update intermediary_market.qualifications set valid_through = '2026-03-01' where agency_no = 'A018'`,
  );
  expect(numbers(await page('category=DSN&limit=100'))).toEqual(shown.filter((no) => no !== 'A018'));
  expect(numbers(await page('category=EIA&limit=100')).filter((no) => shown.includes(no))).toEqual([]);
});

test('every signed-in role reads it, and the category is required', async () => {
  for (const role of Object.keys(everyone) as Role[])
    expect((await ask('?category=DSN', { ...enterprise, roles: [role], department: 'NRP' })).status).toBe(
      200,
    );
  expect((await ask('')).status).toBe(400);
  expect((await ask('?category=DSN&minStars=6&mostYuan=0&sort=best')).body).toMatchObject({
    faults: [{ at: 'query/sort' }, { at: 'query/minStars' }, { at: 'query/mostYuan' }],
  });
});

test('puts up to five side by side in the order asked for, and names those that cannot be hired', async () => {
  const { status, body } = await ask('/comparison?category=DSN&agencies=A020,A017,A019');
  expect(status).toBe(200);
  expect((body as Compared).agencies).toEqual(
    await Promise.all(['A020', 'A017', 'A019'].map((agencyNo) => entry(agencyNo))),
  );
  const six = await ask('/comparison?category=DSN&agencies=A016,A017,A019,A020,A021,A022');
  expect(six).toMatchObject({ status: 400, body: { faults: [{ at: 'query/agencies' }] } });
  const wrong = await ask('/comparison?category=DSN&agencies=A020,A020,A001,A999');
  expect(wrong.status).toBe(422);
  expect((wrong.body as { faults: { fault: string }[] }).faults).toHaveLength(3);
});

test('the page of a category comes by its index, also among thousands, and reads no whole table', async () => {
  await asOwner(
    service.database.url,
    sql`set search_path to intermediary_market`,
    sql`insert into agencies (agency_no, category, uscc, zh, status)
        select 'A' || n, c.code, 'MANY' || n, '样例(虚构' || n || ')', 'listed'
          from generate_series(20001, 26000) n join categories c on c.place = 1 + n % 20`,
    sql`insert into qualifications (agency_no, no, category, certificate_no, state, asked_at, decided_at)
        select agency_no, 1, category, 'x', 'granted', now(), now() from agencies where uscc like 'MANY%'`,
    sql`insert into agency_records (agency_no, category, stars, ratings, finished, median_days, lowest_yuan, highest_yuan)
        select agency_no, category, 1 + (hashtext(agency_no) & 3), 1, 1, 0, 1 + (hashtext(zh) & 65535), 70000
          from agencies where uscc like 'MANY%'`,
    sql`analyze agencies`,
    sql`analyze qualifications`,
    sql`analyze agency_records`,
  );
  for (const filter of [{}, { minStars: 3, mostYuan: 60_000 }, { sort: 'price' }] as const) {
    const statement = directoryPage({ category: 'DSN', at: openedAt, limit: 50, ...filter });
    const { rows } = await service.pool.query<Record<string, string>>(sql`explain ${statement}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toContain('Seq Scan');
    expect(plan).not.toContain('Sort');
    expect(plan).toContain('sort' in filter ? 'agency_records_by_price' : 'agency_records_by_stars');
  }
});
