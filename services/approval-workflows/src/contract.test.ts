import { bodyExamples } from '@doudi/testing/contract/body-examples';
import { giveWebhook } from '@doudi/testing/database/give-webhooks';
import { openCase, type CaseReceipt, type DecisionReceipt, type ReceivedOrder } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { asOwner } from '@doudi/testing/database/as-owner';
import request from 'supertest';
import { writeWish } from './delivery-wishes.ts';
import { insertBrokenPromise } from './broken-promises.ts';
import { approvalWorkflows } from './service.ts';
import { orderPlay } from './test-orders.ts';
import { renewDelivery, waitingAmendment, waitingClaim } from './test-records.ts';
import { anOrder, orderWithACase, receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
let caseNo: string;
const order = consultingItself(anOrder());
/** The department has asked for papers here. */
const asked = anOrder({ orderNo: 'O201706160002' });
/** The department has issued its record here. */
const issuing = anOrder({ orderNo: 'O201706160003' });
const issued = { ...issuing, step: 'project-initiation', task: 'record', department: 'DRC' } as const;
beforeAll(async () => {
  service = await testService();
  caseNo = await orderWithACase(service, order);
  await holdCase();
  const play = orderPlay(asked);
  play.ask('project-initiation', '2017-06-16');
  await play.putOnRecord(service);
  const done = orderPlay(issuing);
  done.finish('project-initiation', '2017-06-19');
  await done.putOnRecord(service);
});
afterAll(() => service.close());

/** Its enterprise has reported the case, and the department is held to something in it. */
async function holdCase(): Promise<void> {
  const { orderNo, uscc } = order;
  const opened = openCase({
    openedAt: receivedAt,
    way: 'timeout',
    cause: 'timeout',
    orderNo,
    step: 'planning',
  });
  const held = { no: 7, party: 'DRC', deed: 'do', task: null, madeAt: receivedAt } as const;
  const commitments = [{ ...held, dueAt: receivedAt + 86_400_000, keptAt: null, brokenAt: null }];
  const one = { ...opened, commitments };
  await service.activities.projectCase({ caseNo }, { caseNo, generation: 1, case: one, events: [] });
  await asOwner(
    service.database.url,
    sql`update approval_workflows.cases set uscc = ${uscc} where case_no = ${caseNo}`,
  );
}

/** So that one department can send everything: its record also asks for its opinion. */
function consultingItself({ plan, ...rest }: ReceivedOrder): ReceivedOrder {
  const consults = { departments: ['DRC' as const], days: 3 };
  const steps = plan.steps.map((step) => ({
    ...step,
    tasks: step.tasks.map((task) => (task.code === 'record' ? { ...task, consults } : task)),
  }));
  return { ...rest, plan: { ...plan, steps } };
}

const breach = {
  task: 'record',
  step: 'project-initiation',
  kind: 'promise',
  brokenAt: receivedAt,
} as const;

const examples = bodyExamples(approvalWorkflows.contract);

const senders = [
  ['/notices/', 'enterprise'],
  ['/webhooks', 'administrator'],
  [/cases.*(answers|fulfilment)/, 'reviewer'],
  [/cases.*withdrawal/, 'enterprise'],
  ['/cases/', 'officer'],
  ['/calendars/', 'administrator'],
  ['/what-if', 'enterprise'],
  ['/check', 'checker'],
  [/amendments.*decision/, 'head'],
  ['/decision', 'supervisor'],
  ['/supply', 'enterprise'],
  [/progress.*delivery/, 'enterprise'],
  ['/promise', 'enterprise'],
  ['/commitment', 'enterprise'],
  ['/repair', 'supervisor'],
] as const;

const senderOf = (name: string) => senders.find(([part]) => name.search(part) >= 0)?.[1] ?? 'reviewer';

/** A citizen's case is taken down by an officer, an enterprise names the cause, a department only what it would refuse. */
const reporterOf = (body: object) =>
  'channel' in body ? 'officer' : 'cause' in body ? 'enterprise' : 'reviewer';

/** Of a claim or an amendment, one that waits for its decision, and none in the way of a new one; answers its number. */
async function made(name: string): Promise<string> {
  if (!/claims|amendments/.test(name)) return '';
  const isOfAmendments = name.includes('/amendments') === name.endsWith('/decision');
  return (isOfAmendments ? waitingAmendment : waitingClaim)(service, issued);
}

/** A result that is to be handed over, by courier if one wishes. */
async function toHandOver(): Promise<void> {
  await renewDelivery(service, issued);
  const to = { recipient: '样例收件人', phone: '13800138000', address: '样例市样例街道1号' };
  await writeWish(service.pool, issued.orderNo, { way: 'courier', to, by: 'p-1101', at: receivedAt });
}

/** Sends an example to its URL, the workflow behind it taking it; answers the status. */
async function send(name: string, body: object): Promise<number> {
  const isCase = name.includes('/cases/');
  service.workflows.answer = isCase
    ? ({ caseNo, seq: 2, at: receivedAt, state: 'open', level: 'L1', outcome: null } satisfies CaseReceipt)
    : ({ task: 'record', state: 'checking', at: receivedAt, stepClosed: false } satisfies DecisionReceipt);
  if (name.endsWith('/repair'))
    await insertBrokenPromise(service.pool, { ...breach, orderNo: order.orderNo });
  const no = await made(name);
  const isDelivery = name.endsWith('/delivery');
  if (isDelivery) await toHandOver();
  const webhookId =
    name.endsWith('/replay') && 'from' in body
      ? (await giveWebhook(service.pool, String(body.from))).webhookId
      : '';
  const { orderNo } = no || isDelivery ? issued : name.endsWith('/supply') ? asked : order;
  const filled = { no: no || '7', orderNo, task: 'record', caseNo, version: 'draft', webhookId } as const;
  const [verb, path = ''] = name
    .replaceAll(/\{(\w+)\}/g, (_all, key: string) => filled[key as 'task'])
    .split(' ');
  const who = name.endsWith('/cases') ? reporterOf(body) : senderOf(name);
  const headers = { Authorization: service.tokens[who], 'Idempotency-Key': crypto.randomUUID() };
  return (await request(service.url)[verb === 'PUT' ? 'put' : 'post'](path).set(headers).send(body)).status;
}

test('the service answers its document without token', async () => {
  const answer = await request(service.url).get('/openapi.json');
  expect([answer.status, answer.body]).toEqual([200, JSON.parse(JSON.stringify(approvalWorkflows.contract))]);
});

/** What is not answered 200: of the refusals, a case that there is none of, a legal stop that does not run, and ratings before there is an answer. */
const statuses = {
  '/v1/cases': 201,
  '/supply': 202,
  '/webhooks': 201,
  '/merging': 422,
  '/stop-ends': 409,
  '/tracking/ratings': 404,
  '/ratings': 409,
};
const statusOf = (name: string): number =>
  Object.entries(statuses).find(([end]) => name.endsWith(end))?.[1] ?? 200;

test('the examples of the document are taken as they stand', async () => {
  const tried = new Map<string, number>();
  for (const [name, bodies] of Object.entries(examples))
    for (const body of bodies) tried.set(name, await send(name, body));
  expect(Object.fromEntries(tried)).toEqual(
    Object.fromEntries([...tried.keys()].map((name) => [name, statusOf(name)])),
  );
  expect([...tried.keys()]).toEqual(Object.keys(examples));
});
