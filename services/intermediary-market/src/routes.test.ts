import type { Caller } from '@doudi/infra/http';
import { designer, enterprise, testService, supervisor, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

test('a list holds what the caller may know of, page by page, and can be narrowed', async () => {
  const uscc = '91330683MAFAKE043R';
  const owner = { ...enterprise, uscc };
  const numbers = [
    await people.aCommission({ uscc }),
    await people.aCommission({ uscc }),
    await people.aCommission({ uscc }),
  ].reverse();
  const first = (await people.read(owner, '/v1/commissions?limit=2')).body;
  const second = (await people.read(owner, `/v1/commissions?limit=2&cursor=${first.next}`)).body;
  const found = [...first.items, ...second.items].map(({ commissionNo }) => commissionNo);
  expect([found, second.next]).toEqual([numbers, null]);
  await people.engage(numbers[0]!, 'A016', owner);
  expect((await people.read(owner, '/v1/commissions?state=briefing')).body.items).toHaveLength(2);
  expect(
    (await people.read(owner, `/v1/commissions?orderNo=O${numbers[1]!.slice(1, 13)}`)).body.items,
  ).toHaveLength(1);
  const ofDesigner = (await people.read(designer, '/v1/commissions?limit=100')).body.items;
  expect(new Set(ofDesigner.map(({ agencyNo }) => agencyNo))).toEqual(new Set(['A016']));
});

test('everyone may look through the agencies, by category and status', async () => {
  const reviewer: Caller = { subject: 'p-reviewer', roles: ['reviewer'], department: 'NRP' };
  const all = (await people.read(reviewer, '/v1/agencies?limit=100')).body;
  const rest = (await people.read(reviewer, `/v1/agencies?limit=100&cursor=${all.next}`)).body;
  expect([all.items.length, rest.items.length, rest.next]).toEqual([100, 45, null]);
  expect((await people.read(reviewer, '/v1/agencies?category=DSN&status=suspended')).body.items).toEqual([
    expect.objectContaining({ agencyNo: 'A031', zh: '样例勘察设计院(虚构16)' }),
  ]);
  expect((await people.read(reviewer, '/v1/agencies/A016')).body).toMatchObject({
    uscc: designer.uscc,
    status: 'listed',
  });
  expect((await people.read(reviewer, '/v1/agencies/A500')).status).toBe(404);
});

test('the categories are listed in their order, each with its agencies', async () => {
  const { items } = (await people.read(supervisor, '/v1/agencies/categories')).body as {
    items: { listed: number }[];
  };
  expect(items).toHaveLength(20);
  expect(items[2]).toEqual({
    code: 'DSN',
    zh: '建筑工程设计',
    en: 'Design',
    defaultDays: 20,
    listed: 15,
    suspended: 1,
  });
  expect(items[18]).toMatchObject({ code: 'SUP', defaultDays: null });
});

test.each([
  ['engagement', { agencyNo: 'B1', department: 'NRP' }, ['/agencyNo', '/department']],
  ['return', { reason: ' ' }, ['/reason']],
  ['return', {}, ['/reason']],
  ['acceptance', { note: 'a\u0007b' }, ['/note']],
])('every fault of %s is answered at once', async (what, body, at) => {
  const no = await people.aCommission();
  const { status, body: problem } = await people.act(enterprise, no, what, body);
  expect([status, problem.faults.map(({ at }) => at).sort()]).toEqual([400, at]);
});

test.each([
  ...['limit=0', 'limit=101', 'limit=x', 'limit=', 'limit=%205', 'limit=1e1', 'limit=05', 'limit=5&limit=6'],
  ...['cursor=', 'cursor=%00', 'state=open', 'orderNo=1', 'unknown=1'],
])('refuses the list query %s', async (query) =>
  expect((await people.read(supervisor, `/v1/commissions?${query}`)).status).toBe(400),
);
test('a cursor that looks like one and is none breaks a rule', async () => {
  const { status, body } = await people.read(supervisor, '/v1/commissions?cursor=x');
  expect([status, body.faults.map(({ at }) => at)]).toEqual([422, ['query/cursor']]);
});
