import { bodyExamples } from '@doudi/testing/contract/body-examples';
import { giveWebhook } from '@doudi/testing/database/give-webhooks';
import request from 'supertest';
import { intake } from './service.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

test('the service answers its document without token', async () => {
  const answer = await request(service.url).get('/openapi.json');
  expect([answer.status, answer.body]).toEqual([200, JSON.parse(JSON.stringify(intake.contract))]);
});

test('the examples of the document are taken as they stand, from project to withdrawal', async () => {
  const { send, put, registered, givePaper } = requestsOf(service);
  const examples = bodyExamples(intake.contract);
  const example = (name: string) => examples[name]?.[0] ?? {};
  await send('enterprise', '/v1/projects', example('POST /v1/projects')).expect(201);
  const entry = example('PUT /v1/people/{subject}');
  await put('administrator', '/v1/people/p-1001', entry).expect(200);
  await send('enterprise', '/v1/mandates', example('POST /v1/mandates')).expect(201);
  await send('enterprise', '/v1/orders/advice', example('POST /v1/orders/advice')).expect(200);
  await send('enterprise', '/v1/orders/preview', example('POST /v1/orders/preview')).expect(200);
  const { body } = await send('enterprise', '/v1/orders', example('POST /v1/orders')).expect(201);
  const replacement = 'POST /v1/orders/{orderNo}/agent';
  await put('administrator', '/v1/people/p-1002', entry).expect(200);
  const mandate = { ...example('POST /v1/mandates'), agentId: 'p-1002' };
  await send('enterprise', '/v1/mandates', mandate).expect(201);
  await send('enterprise', `/v1/orders/${body.orderNo}/agent`, example(replacement)).expect(202);
  const change = 'POST /v1/orders/{orderNo}/track';
  await send('enterprise', `/v1/orders/${body.orderNo}/track`, example(change)).expect(200);
  const correction = 'POST /v1/projects/{code}/corrections';
  const { projectCode } = body;
  await send('enterprise', `/v1/projects/${projectCode}/corrections`, example(correction)).expect(200);
  const paperWithdrawal = 'POST /v1/projects/{code}/papers/{paperNo}/withdrawal';
  const { paperNo } = await givePaper('enterprise', projectCode);
  await send(
    'enterprise',
    `/v1/projects/${projectCode}/papers/${paperNo}/withdrawal`,
    example(paperWithdrawal),
  ).expect(200);
  const withdrawal = 'POST /v1/orders/{orderNo}/withdrawal';
  await send('enterprise', `/v1/orders/${body.orderNo}/withdrawal`, example(withdrawal)).expect(202);
  const transfer = 'POST /v1/projects/{code}/transfer';
  const another = await registered();
  await send('administrator', `/v1/projects/${another}/transfer`, example(transfer)).expect(200);
  // the agent of the first mandate is told of it
  const reading = 'POST /v1/inbox/intake/notices/reading';
  const agent = await service.bearer({ subject: 'p-1001', roles: ['agent'] });
  const asAgent = { Authorization: agent, 'Idempotency-Key': 'read-once' };
  const path = reading.replace('POST ', '');
  await request(service.url).post(path).set(asAgent).send(example(reading)).expect(200);
  const webhooks = '/v1/inbox/intake/webhooks';
  await send('administrator', webhooks, example(`POST ${webhooks}`)).expect(201);
  const replay = `POST ${webhooks}/{webhookId}/replay`;
  const { from } = example(replay) as { from: string };
  const { webhookId } = await giveWebhook(service.pool, from);
  await send('administrator', `${webhooks}/${webhookId}/replay`, { from }).expect(200);
  const tried = [
    ...[reading, `POST ${webhooks}`, replay],
    paperWithdrawal,
    ...['POST /v1/projects', 'PUT /v1/people/{subject}', 'POST /v1/mandates', 'POST /v1/orders'],
    ...['POST /v1/orders/advice', 'POST /v1/orders/preview'],
    ...[replacement, change, withdrawal, correction, transfer],
  ];
  expect(Object.entries(examples).map(([name, { length }]) => [name, length])).toEqual(
    Object.keys(examples).map((name) => [name, 1]),
  );
  expect(Object.keys(examples).sort()).toEqual(tried.sort());
});
