import { download } from '@doudi/testing/http/download';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { readCode, readPdf } from '@doudi/testing/pdf/read-pdf';
import { aContact, asking, type Receipt, type Who } from './test-reports.ts';
import { orderPlay } from './test-orders.ts';
import { anOrder, testService, type TestService } from './test-service.ts';

let service: TestService;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  await orderPlay(order).putOnRecord(service);
  await giveMandates(service.database.url, [order]);
});
afterAll(() => service.close());
const { get, post } = asking(() => service);

const report = async (who: Who, more: object = {}) => {
  const said = { cause: 'papers', statement: '档案缺失', contact: aContact, ...more };
  return (await post<Receipt>(who, '/v1/cases', said)).body;
};
const slip = (who: Who, { caseNo }: Receipt, rest = '') =>
  download(`${service.url}/v1/cases/${caseNo}/slip${rest}`, service.tokens[who]);

test('the slip says number, code and how to track, and its square code leads there', async () => {
  const receipt = await report('officer');
  const { status, bytes } = await slip('officer', receipt);
  expect(status).toBe(200);
  const { text } = await readPdf(bytes);
  for (const said of [
    receipt.caseNo,
    receipt.trackingCode,
    '兜底件回执单',
    'Slip of a case',
    '2017-06-16 17:00',
  ])
    expect(text).toContain(said);
  for (const said of [...Object.values(aContact), '档案缺失']) expect(text).not.toContain(said);
  const page = `http://127.0.0.1:1/track?no=${receipt.caseNo}&code=${receipt.trackingCode}`;
  expect(await readCode(bytes)).toBe(page);
});

test.each([
  ['png', 'image/png', '\u0089PNG'],
  ['svg', 'image/svg+xml', '<svg'],
] as const)('the square code alone comes as %s', async (as, type, start) => {
  const { status, header, bytes } = await slip('officer', await report('officer'), `/qr?as=${as}`);
  expect([status, header('content-type')]).toEqual([200, type]);
  expect(bytes.toString('latin1').startsWith(start)).toBe(true);
});

test('who reported it has the slip, also about an order; whom it is about has not', async () => {
  const own = await report('enterprise');
  expect((await slip('enterprise', own)).status).toBe(200);
  const ofAgent = await report('agent', { orderNo: order.orderNo });
  expect((await slip('agent', ofAgent)).status).toBe(200);
  const ofCitizen = await report('officer', { orderNo: order.orderNo });
  expect((await slip('enterprise', ofCitizen)).status).toBe(404);
  expect((await get('enterprise', `/v1/cases/${ofCitizen.caseNo}`)).status).toBe(200);
});

interface Contact {
  readonly name: string;
}
test('officers see a contact masked, and whole when they ask for it; every look leaves a line in the audit', async () => {
  const { caseNo } = await report('officer');
  const masked = await get<Contact>('officer', `/v1/cases/${caseNo}/contact`);
  expect(masked.body).toEqual({
    ...{ caseNo, name: '样**', phone: '****8765', address: '样例市样****', erasedAt: null },
  });
  const whole = await get<Contact>('officer', `/v1/cases/${caseNo}/contact?unmasked=true`);
  expect(whole.body).toMatchObject({
    name: aContact.name,
    phone: '+8613800138765',
    address: aContact.address,
  });
  expect((await get('supervisor', `/v1/cases/${caseNo}/contact`)).status).toBe(403);
  const lines = async () => {
    const counted = `select count(*)::integer as count from audit where path = $1 and status = 200`;
    const { rows } = await service.pool.query<{ count: number }>(counted, [`/v1/cases/${caseNo}/contact`]);
    return rows[0]?.count;
  };
  const until = Date.now() + 10_000;
  while ((await lines()) !== 2 && Date.now() < until) await new Promise((resolve) => setImmediate(resolve));
  expect(await lines()).toBe(2);
});
