import type { Caller } from '@doudi/infra/http';
import type { z } from 'zod';
import type { SharesAnswer } from './read-shares.ts';
import { creditOf } from './test-credit.ts';
import { enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';

type Shares = z.output<typeof SharesAnswer>;

let service: TestService;
let market: ReturnType<typeof creditOf>;
const other = { ...enterprise, uscc: '91330683MAFAKE0274' };

/** The owner has hired A016 twice and A017 once, another owner A017 and, for another department, A044. */
beforeAll(async () => {
  service = await testService();
  market = creditOf(service);
  service.clock.at = openedAt;
  await market.signed('A016');
  await market.engage(await market.aCommission(), 'A016');
  await market.accepted('A017');
  const declined = await market.aCommission();
  await market.engage(declined, 'A018');
  await market.act(await market.agencyOf('A018'), declined, 'refusal', { reason: '人手不足' });
  await market.signed('A017', { uscc: other.uscc });
  await market.signed('A044', {
    uscc: other.uscc,
    category: 'EIA',
    step: 'environmental-assessment',
    task: 'eia-report',
  });
});
afterAll(() => service.close());

const ask = async (query = '', caller: Caller = supervisor) => {
  const { status, body } = await market.read(caller, `/v1/directory/shares${query}`);
  return { status, body: body as unknown as Shares };
};
const counts = async (query?: string, caller?: Caller) =>
  (await ask(query, caller)).body.agencies.map(({ agencyNo, commissions, of }) => [
    agencyNo,
    commissions,
    of,
  ]);

test('an owner sees how its commissions fall to agencies; a declined engagement is none', async () => {
  const { body } = await ask('', enterprise);
  expect(body).toMatchObject({
    ...{ from: '2025-03-02', through: '2026-03-02', of: 3 },
    byWay: { direct: 3, 'lowest-price': 0, comparison: 0, random: 0 },
  });
  expect(await counts('', enterprise)).toEqual([
    ['A016', 2, 3],
    ['A017', 1, 3],
  ]);
  expect((await ask(`?uscc=${other.uscc}`, enterprise)).status).toBe(403);
});

test('who oversees the market sees every owner, every department and the whole', async () => {
  expect(await counts(`?uscc=${other.uscc}`)).toEqual([
    ['A017', 1, 2],
    ['A044', 1, 2],
  ]);
  expect(await counts('?department=EEB')).toEqual([['A044', 1, 1]]);
  expect(await counts('?department=NRP&category=DSN')).toEqual([
    ['A016', 2, 4],
    ['A017', 2, 4],
  ]);
  expect(await counts()).toEqual([
    ['A016', 2, 5],
    ['A017', 2, 5],
    ['A044', 1, 5],
  ]);
});

test('what was chosen more than twelve months ago does not count', async () => {
  service.clock.at = Date.parse('2027-03-02T10:00:00+08:00');
  expect((await ask()).body.of).toBe(5);
  service.clock.at = Date.parse('2027-03-03T10:00:00+08:00');
  expect((await ask()).body).toMatchObject({ from: '2026-03-03', of: 0, agencies: [] });
});
