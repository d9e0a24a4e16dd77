import { bodyExamples } from '@doudi/testing/contract/body-examples';
import { giveWebhook } from '@doudi/testing/database/give-webhooks';
import request from 'supertest';
import { intermediaryMarket } from './service.ts';
import { designer, enterprise, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

test('the service answers its document without token', async () => {
  const answer = await request(service.url).get('/openapi.json');
  expect([answer.status, answer.body]).toEqual([
    200,
    JSON.parse(JSON.stringify(intermediaryMarket.contract)),
  ]);
});

test('the examples of the document are taken as they stand, from engagement to acceptance', async () => {
  const people = requestsOf(service);
  const examples = bodyExamples(intermediaryMarket.contract);
  const no = await people.aCommission();
  const acts = [
    [enterprise, 'engagement'],
    [designer, 'refusal'],
    [enterprise, 'engagement'],
    [designer, 'signature'],
    [designer, 'deliverables'],
    [enterprise, 'return'],
    [designer, 'deliverables'],
    [enterprise, 'acceptance'],
  ] as const;
  const tried = new Set<string>();
  for (const [who, what] of acts) {
    const name = `POST /v1/commissions/{commissionNo}/${what}`;
    tried.add(name);
    expect([what, (await people.act(who, no, what, examples[name]?.[0])).status]).toEqual([what, 200]);
  }
  // the enterprise is told that an agency is to be engaged
  const reading = 'POST /v1/inbox/intermediary-market/notices/reading';
  const asEnterprise = { Authorization: await service.tokenOf(enterprise), 'Idempotency-Key': 'read-once' };
  const path = reading.replace('POST ', '');
  await request(service.url).post(path).set(asEnterprise).send(examples[reading]?.[0]).expect(200);
  expect(Object.keys(examples).sort()).toEqual(
    [reading, ...(await webhooksTried(examples)), ...tried].sort(),
  );
});

/** Registers the webhook of the example, and replays that of the example to another that has had it. */
async function webhooksTried(examples: ReturnType<typeof bodyExamples>): Promise<string[]> {
  const all = '/v1/inbox/intermediary-market/webhooks';
  const [register, replay] = [`POST ${all}`, `POST ${all}/{webhookId}/replay`];
  const Authorization = await service.tokenOf({ subject: 'p-admin', roles: ['administrator'] });
  const send = (path: string, body: object = {}) =>
    request(service.url).post(path).set({ Authorization, 'Idempotency-Key': crypto.randomUUID() }).send(body);
  await send(all, examples[register]?.[0]).expect(201);
  const { from } = examples[replay]?.[0] as { from: string };
  const { webhookId } = await giveWebhook(service.pool, from);
  await send(`${all}/${webhookId}/replay`, { from }).expect(200);
  return [register, replay];
}
