import { bodyExamples } from '@doudi/testing/contract/body-examples';
import type { CaseReceipt, DecisionReceipt } from '@doudi/workflows';
import request from 'supertest';
import { approvalWorkflows } from './service.ts';
import { anOrder, orderWithACase, receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
let caseNo: string;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  caseNo = await orderWithACase(service, order);
});
afterAll(() => service.close());

const examples = bodyExamples(approvalWorkflows.contract);

const senders = [
  ['/cases/', 'officer'],
  ['/calendars/', 'administrator'],
  ['/what-if', 'enterprise'],
  ['/review', 'reviewer'],
] as const;

/** Sends an example to its URL, the workflow behind it taking it; answers the status. */
async function send(name: string, body: object): Promise<number> {
  const isCase = name.includes('/cases/');
  service.workflows.answer = isCase
    ? ({ caseNo, at: receivedAt, state: 'open', outcome: null } satisfies CaseReceipt)
    : ({ task: 'record', state: 'checking', at: receivedAt, stepClosed: false } satisfies DecisionReceipt);
  const filled = { orderNo: order.orderNo, task: 'record', caseNo, version: 'draft' } as const;
  const [verb, path = ''] = name
    .replaceAll(/\{(\w+)\}/g, (_all, key: string) => filled[key as 'task'])
    .split(' ');
  const who = senders.find(([part]) => name.includes(part))?.[1] ?? 'checker';
  const headers = { Authorization: service.tokens[who], 'Idempotency-Key': crypto.randomUUID() };
  return (await request(service.url)[verb === 'PUT' ? 'put' : 'post'](path).set(headers).send(body)).status;
}

test('the service answers its document without token', async () => {
  const answer = await request(service.url).get('/openapi.json');
  expect([answer.status, answer.body]).toEqual([200, JSON.parse(JSON.stringify(approvalWorkflows.contract))]);
});

test('the examples of the document are taken as they stand', async () => {
  const tried = new Map<string, number>();
  for (const [name, bodies] of Object.entries(examples))
    for (const body of bodies) tried.set(name, await send(name, body));
  expect([...tried.values()]).toEqual([...tried].map(() => 200));
  expect([...tried.keys()]).toEqual(Object.keys(examples));
});
