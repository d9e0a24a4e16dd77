import { asOwner } from '@doudi/testing/database/as-owner';
import { caseNumber } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { forgetContacts } from './forget-contacts.ts';
import { aContact, asking, rewrite, type Receipt } from './test-reports.ts';
import { receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());
const { get, post } = asking(() => service);

interface Tracked {
  readonly caseNo: string;
  readonly type: string;
  readonly requestId: string;
  readonly next: { readonly day: string };
  readonly steps: readonly { readonly what: { readonly zh: string } }[];
  readonly faults: readonly { readonly at: string }[];
}
const plain = { cause: 'papers', statement: '档案缺失' };
const report = async (more: object = { contact: aContact }) =>
  (await post<Receipt>('officer', '/v1/cases', { ...plain, ...more })).body;
const track = (caseNo: string, query: string) => get<Tracked>(null, `/v1/cases/${caseNo}/tracking?${query}`);
const withoutId = ({
  status,
  body: { requestId: _requestId, ...body },
}: Awaited<ReturnType<typeof track>>) => ({
  ...{ status, body },
});
const end = aContact.phone.slice(-4);
const fail = async (caseNo: string, times: number) => {
  for (let time = 0; time < times; time += 1) await track(caseNo, 'phone=0000');
};

test('by the code anybody sees how far a case is, and nothing of whom or what it is about', async () => {
  const { caseNo, trackingCode } = await report();
  const { status, body } = await track(caseNo, `code=${trackingCode.toLowerCase()}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ caseNo, state: 'open', level: 'L0', lead: null, outcome: null });
  expect(body.next).toMatchObject({ day: '2017-06-16', what: { zh: '答复或升级' } });
  expect(body.steps).toEqual([{ at: '2017-06-16T10:00:00+08:00', what: { zh: '开始', en: 'opened' } }]);
  for (const said of [...Object.values(aContact), plain.statement, 'p-1301', trackingCode])
    expect(JSON.stringify(body)).not.toContain(said);
});

test('the end of the phone does as well', async () => {
  const { caseNo } = await report();
  expect((await track(caseNo, `phone=${end}`)).status).toBe(200);
});

test('a wrong code, an unknown number and a case without contact are one answer', async () => {
  const { caseNo, trackingCode } = await report();
  const bare = await report({});
  const unknown = caseNumber('2017-06-16', 4321);
  const answers = [
    await track(caseNo, 'code=000000000000'),
    await track(unknown, `code=${trackingCode}`),
    await track(caseNo, 'phone=0000'),
    await track(unknown, `phone=${end}`),
    await track(bare.caseNo, `phone=${end}`),
    await track(bare.caseNo, 'phone=0000'),
  ].map(withoutId);
  expect(answers[0]).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test('a mistyped number is recognised as such', async () => {
  const { caseNo, trackingCode } = await report();
  const mistyped = caseNo.slice(0, -1) + String((Number(caseNo.at(-1)) + 1) % 10);
  const { status, body } = await track(mistyped, `code=${trackingCode}`);
  expect([status, body.faults[0]?.at]).toEqual([422, 'path/caseNo']);
});

test.each(['', 'code=7K3M9QW2ZD4T&phone=1234'])(
  'the query "%s" says neither or both, and is refused',
  async (query) => {
    expect((await track((await report()).caseNo, query)).status).toBe(422);
  },
);

test('after five failures by phone a number is closed to that way, and the code still works', async () => {
  const { caseNo, trackingCode } = await report();
  await fail(caseNo, 5);
  const { status, body } = await track(caseNo, `phone=${end}`);
  expect([status, body.type]).toEqual([409, '/problems/tracking-locked']);
  expect((await track(caseNo, `code=${trackingCode}`)).status).toBe(200);
  expect((await track((await report()).caseNo, `phone=${end}`)).status).toBe(200);
});

test('a number that does not exist is closed after five failures, too', async () => {
  const unknown = caseNumber('2017-06-16', 777);
  await fail(unknown, 5);
  expect((await track(unknown, 'phone=0000')).status).toBe(409);
});

test('the fifth attempt is still judged, and one that succeeds takes back no failure but its own', async () => {
  const { caseNo } = await report();
  await fail(caseNo, 4);
  expect((await track(caseNo, `phone=${end}`)).status).toBe(200);
  expect((await track(caseNo, `phone=${end}`)).status).toBe(200);
  await fail(caseNo, 1);
  expect((await track(caseNo, `phone=${end}`)).status).toBe(409);
});

test('of twenty attempts at once no more than five are judged', async () => {
  const { caseNo } = await report();
  const answers = await Promise.all(Array.from({ length: 20 }, () => track(caseNo, 'phone=0000')));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 404)).toHaveLength(5);
  expect(statuses.filter((status) => status === 409)).toHaveLength(15);
});

test('24 hours after the fifth failure that way is open again, however often it was tried meanwhile', async () => {
  const { caseNo } = await report();
  await fail(caseNo, 7);
  const age = (hours: number) =>
    asOwner(
      service.database.url,
      sql`update approval_workflows.case_phone_failures
             set last_at = last_at - make_interval(hours => ${hours}), locked_until = locked_until - make_interval(hours => ${hours})
           where case_no = ${caseNo}`,
    );
  await age(23);
  expect((await track(caseNo, `phone=${end}`)).status).toBe(409);
  await age(1);
  expect((await track(caseNo, `phone=${end}`)).status).toBe(200);
});

test('a merged number answers for the survivor', async () => {
  const [merged, survivor] = [await report(), await report()];
  const closed = { state: 'closed', outcome: 'merged', mergedInto: survivor.caseNo } as const;
  await rewrite(service, merged.caseNo, { ...closed, closedAt: receivedAt, answeredAt: receivedAt });
  const { body } = await track(merged.caseNo, `code=${merged.trackingCode}`);
  expect(body).toMatchObject({ caseNo: survivor.caseNo, state: 'open', outcome: null });
});

test('90 days after its end a case forgets who reported it, a merged one after the end of its survivor; the code stays', async () => {
  const [merged, survivor] = [await report(), await report()];
  const over = { state: 'closed', answeredAt: receivedAt, closedAt: receivedAt } as const;
  await rewrite(service, merged.caseNo, { ...over, outcome: 'merged', mergedInto: survivor.caseNo });
  const left = async () => {
    const { rows } = await service.pool.query<{ caseNo: string }>(
      `select case_no as "caseNo" from case_contacts where name is not null and case_no = any($1) order by case_no`,
      [[merged.caseNo, survivor.caseNo]],
    );
    return rows.map(({ caseNo }) => caseNo);
  };
  const forgetAt = async (days: number) => {
    service.office.now = receivedAt + days * 86_400_000;
    await forgetContacts(service.dependencies)();
    service.office.now = receivedAt;
  };
  await forgetAt(91);
  expect(await left()).toHaveLength(2);
  await rewrite(service, survivor.caseNo, { ...over, outcome: 'settled-on-the-spot' });
  await forgetAt(90);
  expect(await left()).toHaveLength(2);
  await forgetAt(91);
  expect(await left()).toEqual([]);
  expect((await track(survivor.caseNo, `phone=${end}`)).status).toBe(404);
  expect((await track(survivor.caseNo, `code=${survivor.trackingCode}`)).status).toBe(200);
});
