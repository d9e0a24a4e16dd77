import { asOwner } from '@doudi/testing/database/as-owner';
import { download } from '@doudi/testing/http/download';
import { readCode, readPdf } from '@doudi/testing/pdf/read-pdf';
import { resultNumber } from '@doudi/workflows';
import sql from 'sql-template-tag';
import request from 'supertest';
import { morning, orderPlay } from './test-orders.ts';
import { anOrder, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

type Who = keyof TestService['tokens'];
interface Shown {
  readonly number: string;
  readonly task: string;
  readonly kind: string;
  readonly resultState: string;
  readonly href: string;
  readonly delivery: object | null;
}
interface Heard {
  readonly items: readonly Shown[];
  readonly no: number;
  readonly result: Shown | null;
  readonly words: { readonly kind: Readonly<Record<string, object>> };
}
const read = async (who: Who, path: string): Promise<Heard> =>
  (await request(service.url).get(path).set('Authorization', service.tokens[who]).expect(200)).body as Heard;
const send = async (who: Who, path: string, body: object): Promise<Heard> =>
  (
    await request(service.url)
      .post(path)
      .set({ Authorization: service.tokens[who], 'Idempotency-Key': crypto.randomUUID() })
      .send(body)
      .expect(200)
  ).body as Heard;
const file = (who: Who, path: string) => download(`${service.url}${path}`, service.tokens[who]);
const textOf = async (who: Who, path: string) => (await readPdf((await file(who, path)).bytes)).text;

/** An order of the test's own whose first task is decided, by its number. */
async function issuedRecord(orderNo: string): Promise<string> {
  const play = orderPlay(anOrder({ orderNo }));
  play.finish('project-initiation', '2017-06-19');
  await play.putOnRecord(service);
  return orderNo;
}

test('an order to its permit has a result for each review, the last of them the permit, none for agencies’ work', async () => {
  const order = anOrder({ orderNo: 'O201706160011' });
  const play = orderPlay(order);
  for (const { code, tasks } of [...order.plan.steps].sort((a, b) => a.after.length - b.after.length))
    for (const task of tasks) {
      if (task.kind === 'commission') play.hire(code, '2017-06-20');
      play.finish(code, '2017-06-20');
    }
  await play.putOnRecord(service);
  const { items, words } = await read('enterprise', '/v1/progress/O201706160011/results');
  const reviews = order.plan.steps.flatMap(({ tasks }) => tasks).filter(({ kind }) => kind === 'review');
  expect(items.map(({ task }) => task).sort()).toEqual(reviews.map(({ code }) => code).sort());
  expect(items.find(({ task }) => task === 'construction-permit')).toMatchObject({
    ...{
      kind: 'permit',
      resultState: 'issued',
      number: resultNumber('O201706160011', 'construction-permit'),
    },
  });
  expect(words.kind['permit']).toEqual({ zh: '施工许可证', en: 'construction permit' });
  const permit = await file('enterprise', '/v1/progress/O201706160011/results/construction-permit');
  expect(permit.header('content-type')).toBe('application/pdf');
  const { text } = await readPdf(permit.bytes);
  for (const said of [
    '建筑工程施工许可证',
    'Construction permit',
    resultNumber('O201706160011', 'construction-permit'),
  ])
    expect(text).toContain(said);
  expect(await readCode(permit.bytes)).toContain('O201706160011');
});

test('the department, the agent and the enterprise download the same bytes, twice', async () => {
  const orderNo = await issuedRecord('O201706160012');
  const mine = `/v1/tasks/${orderNo}/record/result`;
  const theirs = `/v1/progress/${orderNo}/results/record`;
  const [first, again] = [await file('reviewer', mine), await file('enterprise', theirs)];
  expect(first.bytes.equals(again.bytes)).toBe(true);
  expect((await read('checker', `/v1/tasks/${orderNo}/record`)).result).toMatchObject({ href: mine });
});

test('what is decided after closing time bears the office day to which that belongs', async () => {
  const orderNo = 'O201706160016';
  const play = orderPlay(anOrder({ orderNo }));
  const about = { task: 'record', at: Date.parse('2017-06-19T21:28:00+08:00') } as const;
  const by = (subject: string) => ({ by: { subject, department: 'DRC' } });
  play.take('project-initiation', { ...about, ...by('p-2001'), kind: 'review', opinion: 'approve' });
  play.take('project-initiation', { ...about, ...by('p-3001'), kind: 'check', verdict: 'approve' });
  await play.putOnRecord(service);
  const text = await textOf('enterprise', `/v1/progress/${orderNo}/results/record`);
  expect(text).toContain('2017-06-19 21:28');
  expect(text).toContain('2017年6月20日');
});

test('a task that is not decided has no result', async () => {
  const orderNo = await issuedRecord('O201706160013');
  expect((await file('enterprise', `/v1/progress/${orderNo}/results/construction-permit`)).status).toBe(404);
  expect((await read('enterprise', `/v1/progress/${orderNo}/results`)).items).toHaveLength(1);
});

test('a refusal says why, by which law, and what can be done about it', async () => {
  const orderNo = 'O201706160014';
  const play = orderPlay(anOrder({ orderNo }));
  const about = { task: 'record', at: morning('2017-06-19') } as const;
  const by = (subject: string) => ({ by: { subject, department: 'DRC' } });
  play.take('project-initiation', { ...about, ...by('p-2001'), kind: 'review', opinion: 'refuse' }, '不宜');
  const refuse = { kind: 'check', verdict: 'refuse' } as const;
  play.take('project-initiation', { ...about, ...by('p-3001'), ...refuse }, '选址位于生态保护红线内');
  await play.putOnRecord(service);
  await asOwner(
    service.database.url,
    sql`update approval_workflows.texts set legal_basis = '《城乡规划法》第三十八条', remedy = '可在六十日内申请行政复议'
         where text_id in (select detail ->> 'note' from approval_workflows.events
                            where order_no = ${orderNo} and kind = 'check')`,
  );
  const { items } = await read('enterprise', `/v1/progress/${orderNo}/results`);
  expect(items).toMatchObject([{ kind: 'refusal', task: 'record' }]);
  const text = await textOf('enterprise', `/v1/progress/${orderNo}/results/record`);
  expect(text).toContain('不予许可决定书');
  for (const said of ['选址位于生态保护红线内', '《城乡规划法》第三十八条', '可在六十日内申请行政复议'])
    expect(text).toContain(said);
  // what the reviewer advised is the department's own
  expect(text).not.toContain('不宜');
});

test('a corrected result bears another number and says what was corrected; a revoked one says that it holds no more', async () => {
  const orderNo = await issuedRecord('O201706160015');
  const [task, path] = [`/v1/tasks/${orderNo}/record`, `/v1/progress/${orderNo}/results/record`];
  const number = resultNumber(orderNo, 'record');
  const grant = async (no: number) => send('head', `${task}/amendments/${no}/decision`, { verdict: 'grant' });
  const correction = { kind: 'correction', note: '建设单位名称有误', corrected: '样例科技有限公司' };
  await grant((await send('reviewer', `${task}/amendments`, correction)).no);
  const corrected = await textOf('enterprise', path);
  expect(corrected).toContain(`编号 No. ${number}-1`);
  expect(corrected).toContain(`代替编号 ${number}`);
  expect(corrected).toContain('样例科技有限公司');
  const revocation = {
    kind: 'revocation',
    note: '申请材料系伪造',
    legalBasis: '第六十九条',
    remedy: '可复议',
  };
  await grant((await send('reviewer', `${task}/amendments`, revocation)).no);
  const { items } = await read('enterprise', `/v1/progress/${orderNo}/results`);
  expect(items).toMatchObject([{ resultState: 'revoked', number: `${number}-1` }]);
  const revoked = await textOf('enterprise', path);
  expect(revoked).toContain('撤销，自撤销之日起不再有效');
  expect(revoked).toContain('This document was revoked');
  for (const said of ['申请材料系伪造', '第六十九条', '可复议']) expect(revoked).toContain(said);
});
