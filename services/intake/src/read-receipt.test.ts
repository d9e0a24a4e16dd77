import { download } from '@doudi/testing/http/download';
import { readCode, readPdf } from '@doudi/testing/pdf/read-pdf';
import { requestsOf, type Who } from './test-requests.ts';
import { testService, type TestService } from './test-service.ts';

let service: TestService;
let asked: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  asked = requestsOf(service);
});
afterAll(() => service.close());

const receiptFor = (who: Who, orderNo: string, headers = {}) =>
  download(`${service.url}/v1/orders/${orderNo}/receipt`, service.tokens[who], headers);

test('a receipt says who ordered what, when it was received, what is promised and every step, in both languages', async () => {
  const orderNo = await asked.ordered();
  const { status, header, bytes } = await receiptFor('enterprise', orderNo);
  expect([status, header('content-type')]).toEqual([200, 'application/pdf']);
  expect(header('content-disposition')).toContain(encodeURIComponent(`订单收件回执-${orderNo}.pdf`));
  const { text } = await readPdf(bytes);
  for (const said of [
    '订单收件回执',
    'Receipt of an order',
    `编号 No. ${orderNo}`,
    '年产50万台测试集成灶扩建',
  ])
    expect(text).toContain(said);
  for (const said of ['浙江样例云栈新材料有限公司', '50 个工作日', '50 working days', '环评审批 EIA review'])
    expect(text).toContain(said);
});

test('its square code leads to the page of the progress', async () => {
  const orderNo = await asked.ordered();
  const { bytes } = await receiptFor('agent', orderNo);
  expect(await readCode(bytes)).toBe(`http://127.0.0.1:1/orders/${orderNo}`);
});

test('the same receipt is the same file, and who has it is not sent it again', async () => {
  const orderNo = await asked.ordered();
  const [first, again] = [await receiptFor('enterprise', orderNo), await receiptFor('supervisor', orderNo)];
  expect(first.bytes.equals(again.bytes)).toBe(true);
  const known = await receiptFor('enterprise', orderNo, { 'if-none-match': String(first.header('etag')) });
  expect([known.status, known.bytes.length]).toEqual([304, 0]);
});

test('after its project was given to another enterprise, a receipt bears no name of that one', async () => {
  const orderNo = await asked.ordered();
  await asked.send('enterprise', `/v1/orders/${orderNo}/withdrawal`, { reason: '登记有误' }).expect(202);
  const { body } = await asked.ask('enterprise', `/v1/orders/${orderNo}`);
  await service.pool
    .query(`update orders set closed_at = now(), outcome = 'withdrawn', started_at = received_at
                             where order_no = '${orderNo}'`);
  const transfer = { uscc: '91330683MAFAKE0274', enterpriseName: '嵊州市虚构另一家', reason: '登记有误' };
  await asked.send('administrator', `/v1/projects/${body.projectCode}/transfer`, transfer).expect(200);
  const { text } = await readPdf((await receiptFor('enterprise', orderNo)).bytes);
  expect(text).toContain('91330683MAFAKE0199');
  expect(text).not.toContain('嵊州市虚构另一家');
});
