import { bodyExamples } from '@doudi/testing/contract/body-examples';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { giveWebhook } from '@doudi/testing/database/give-webhooks';
import type { Caller } from '@doudi/infra/http';
import request from 'supertest';
import { intermediaryMarket } from './service.ts';
import { sampleAgencies } from './samples/agencies.ts';
import { designer, enterprise, supervisor, testService, type TestService } from './test-service.ts';
import { tryAgencyExamples } from './test-agency-examples.ts';
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

const { uscc: otherUscc = '' } = sampleAgencies.find(({ agencyNo }) => agencyNo === 'A017') ?? {};
const otherDesigner: Caller = { ...designer, uscc: otherUscc };

const briefed = { way: 'direct', requirements: '方案设计', inputs: ['地形图'] };
/** Lives of commissions in which every example of an act is taken as it stands; a body that is given stands for the example. */
const lives: readonly (readonly (readonly [Caller, string, object?])[])[] = [
  [
    [enterprise, 'brief'],
    [enterprise, 'tender'],
    [enterprise, 'tender/cancellation'],
    [enterprise, 'brief', briefed],
    [enterprise, 'engagement'],
    [designer, 'refusal'],
    [enterprise, 'engagement'],
    [enterprise, 'withdrawal'],
    [enterprise, 'engagement'],
    [designer, 'signature'],
    [enterprise, 'inputs'],
    [designer, 'deliverables'],
    [enterprise, 'return'],
    [designer, 'deliverables'],
    [enterprise, 'acceptance'],
    [enterprise, 'rating'],
  ],
  [
    [enterprise, 'brief'],
    [enterprise, 'tender'],
    [designer, 'bids'],
    [otherDesigner, 'bids'],
    [enterprise, 'award', {}],
    [enterprise, 'replacement'],
  ],
];

test('the examples of the document are taken as they stand, from the brief to acceptance', async () => {
  const people = requestsOf(service);
  const examples = bodyExamples(intermediaryMarket.contract);
  const tried = new Set<string>();
  for (const life of lives) {
    const no = await people.aCommission();
    for (const [who, what, given] of life) {
      const name = `POST /v1/commissions/{commissionNo}/${what}`;
      tried.add(name);
      if (what === 'award') await service.endLimit(no);
      if (what === 'replacement') await people.act(designer, no, 'signature');
      const { status, text } = await people.act(who, no, what, given ?? examples[name]?.[0]);
      expect([what, status, status < 300 ? '' : text]).toEqual([
        what,
        ['bids', 'rating'].includes(what) ? 201 : 200,
        '',
      ]);
    }
  }
  for (const name of await ownWorkTried(examples)) tried.add(name);
  for (const name of await deductionsTried(examples)) tried.add(name);
  // the enterprise is told that an agency is to be engaged
  const reading = 'POST /v1/inbox/intermediary-market/notices/reading';
  const asEnterprise = { Authorization: await service.tokenOf(enterprise), 'Idempotency-Key': 'read-once' };
  const path = reading.replace('POST ', '');
  await request(service.url).post(path).set(asEnterprise).send(examples[reading]?.[0]).expect(200);
  expect(Object.keys(examples).sort()).toEqual(
    [
      ...[reading, ...tried, ...(await webhooksTried(examples))],
      ...(await tryAgencyExamples(service, examples)),
    ].sort(),
  );
});

/** Commissions the own work of the example, and ends it. */
async function ownWorkTried(examples: ReturnType<typeof bodyExamples>): Promise<string[]> {
  const { post } = requestsOf(service);
  const [open, end] = ['POST /v1/commissions', 'POST /v1/commissions/{commissionNo}/cancellation'];
  const { projectCode } = examples[open]?.[0] as { projectCode: string };
  const agentId = 'p-agent';
  await giveMandates(service.database.url, [{ projectCode, uscc: enterprise.uscc, agentId }]);
  const opened = await post(enterprise, '/v1/commissions', examples[open]?.[0]);
  const ended = await post(enterprise, `${opened.headers['location']}/cancellation`, examples[end]?.[0]);
  expect([opened.status, ended.status, ended.body.state]).toEqual([201, 200, 'terminated']);
  return [open, end];
}

/** Records the fake of the example, has the agency appeal against it, and another supervisor decide. */
async function deductionsTried(examples: ReturnType<typeof bodyExamples>): Promise<string[]> {
  const { post } = requestsOf(service);
  const all = '/v1/agencies/{agencyNo}/deductions';
  const [record, appeal, decide] = [
    `POST ${all}`,
    `POST ${all}/{no}/appeal`,
    `POST ${all}/{no}/appeal/decision`,
  ];
  const recorded = await post(supervisor, '/v1/agencies/A016/deductions', examples[record]?.[0]);
  const { deductionNo } = recorded.body as unknown as { deductionNo: number };
  const path = `/v1/agencies/A016/deductions/${deductionNo}/appeal`;
  const other = { ...supervisor, subject: 'p-other-supervisor' };
  const answers = [
    recorded,
    await post(designer, path, examples[appeal]?.[0]),
    await post(other, `${path}/decision`, examples[decide]?.[0]),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 200]);
  return [record, appeal, decide];
}

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
