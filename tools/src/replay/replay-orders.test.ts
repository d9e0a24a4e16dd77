import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderClock, shippedCalendar as calendar, type Day } from '@doudi/workflows';
import { changeBudgets } from './change-budgets.ts';
import { readCalendar } from './read-calendar.ts';
import { finishedOrders, replayOrder } from './replay-orders.ts';
import { report } from './report.ts';

const made = (orders: number, seed = 1) => [...finishedOrders({ orders, seed, calendar })];
const unchanged = { calendar, budgets: new Map() };

test('the same seed makes the same orders, another one others', () => {
  expect(made(20)).toEqual(made(20));
  expect(made(20, 2)).not.toEqual(made(20));
});

test('every order made has got its permit, with each of its days in a bucket and instants in order', () => {
  for (const order of made(100)) {
    const { buckets, used, dueDay } = orderClock(calendar, order, order.closedAt);
    expect(order.steps.map(({ outcome }) => outcome)).toEqual(order.plan.map(() => 'approved'));
    expect([used, dueDay]).toEqual([buckets.GOV + buckets.AGENCY, expect.stringMatching(/^20\d\d-/)]);
    for (const { ledger } of order.steps)
      expect(ledger.map(({ at }) => at)).toEqual(ledger.map(({ at }) => at).toSorted((a, b) => a - b));
  }
});

test('a replay that changes nothing ends as the order did', () => {
  for (const order of made(50)) {
    const { before, after, shift } = replayOrder(order, calendar, { instead: unchanged });
    expect([after, shift]).toEqual([before, 0]);
  }
});

test('a shorter budget of a spine task promises the permit so many days earlier; one of the side branch does not', () => {
  const order = made(50).find(({ track }) => track === '80');
  if (!order) throw new Error('no order of track 80');
  expect(changeBudgets(order, new Map([['drawing-review', 10]])).budget).toBe(75);
  expect(changeBudgets(order, new Map([['eia-review', 5]])).budget).toBe(80);
  // two days of initiation, a side branch of 90 and 10 days, and the permit's five are longer than the spine
  expect(changeBudgets(order, new Map([['eia-report', 90]])).budget).toBe(107);
});

test('a longer holiday counts fewer days and is due later', () => {
  const order = made(200).find(({ receivedAt, closedAt }) => {
    const spring = Date.parse('2019-02-12T00:00:00Z');
    return receivedAt < spring - 20 * 86_400_000 && closedAt > spring + 20 * 86_400_000;
  });
  if (!order) throw new Error('no order over the Spring Festival of 2019');
  const longer = { ...calendar, off: [...calendar.off, '2019-02-11', '2019-02-12', '2019-02-13'] as Day[] };
  const { before, after, shift } = replayOrder(order, calendar, {
    instead: { calendar: longer, budgets: new Map() },
  });
  expect(after.used).toBeLessThanOrEqual(before.used);
  expect(shift).toBeGreaterThanOrEqual(0);
});

test('a calendar file is read as the API answers it, and refused with every fault', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-'));
  const file = join(folder, 'calendar.json');
  const write = (content: object) => writeFileSync(file, JSON.stringify(content));
  write({ ...calendar, state: 'published' });
  expect(readCalendar(file)).toMatchObject({
    version: calendar.version,
    off: calendar.off,
    work: calendar.work,
  });
  write({ ...calendar, work: ['2020-02-30', '2020-03-02'] });
  expect(() => readCalendar(file)).toThrow(/2020-02-30 is no date\n.*2020-03-02 is no Saturday/);
  write({ version: 'x' });
  expect(() => readCalendar(file)).toThrow(/is no calendar/);
  rmSync(folder, { recursive: true });
});

test('the report has a row for each track and for all, and how many days were left', () => {
  const replayed = made(60).map((order) => replayOrder(order, calendar, { instead: unchanged }));
  const lines = report(replayed);
  expect(lines.filter((line) => /^(80|50|30|all) +\d+/.test(line))).toHaveLength(4);
  const counts = lines
    .slice(lines.indexOf('the same, what if'))
    .flatMap((line) => /█ (\d+)$/.exec(line)?.[1] ?? []);
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(60);
});
