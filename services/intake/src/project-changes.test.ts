import { ours, testService, theirs, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

interface Shown {
  readonly uscc: string;
  readonly investmentYuan: number;
  readonly changes: readonly { kind: string; before: object; after: object; reason: string; by: string }[];
}
const read = async (code: string) =>
  (await people.ask('administrator', `/v1/projects/${code}`).expect(200)).body as unknown as Shown;
const correct = (code: string, body: object, who: 'enterprise' | 'agent' | 'stranger' = 'enterprise') =>
  people.send(who, `/v1/projects/${code}/corrections`, body);
const reason = '备案信息表所载不同';
const transfer = {
  uscc: theirs,
  enterpriseName: '嵊州市虚构剡溪领带智造有限公司',
  reason: '登记在他企业名下',
};

test('a correction changes what it names, and keeps what stood there with who and why', async () => {
  const code = await people.registered();
  await people.mandated(code);
  await correct(code, { investmentYuan: 6_000_000, industry: 'C38', reason }).expect(200);
  await correct(code, { industry: 'C33', reason: '再核' }, 'agent').expect(200);
  const { investmentYuan, changes } = await read(code);
  expect(investmentYuan).toBe(6_000_000);
  expect(changes).toMatchObject([
    {
      ...{ kind: 'correction', reason, by: expect.any(String) as string },
      before: { investmentYuan: 5_500_000, industry: '家用厨房电器具制造' },
      after: { investmentYuan: 6_000_000, industry: 'C38' },
    },
    { before: { industry: 'C38' }, after: { industry: 'C33' }, reason: '再核', by: 'agent-1' },
  ]);
});

test('what is the same already leaves no change, and a correction of nothing is a fault', async () => {
  const code = await people.registered();
  await correct(code, { landHectares: 1.25, reason }).expect(200);
  expect((await read(code)).changes).toEqual([]);
  expect((await correct(code, { reason }).expect(422)).body.faults).toMatchObject([{ at: '' }]);
  await correct(code, { industry: 'C38', reason }, 'stranger').expect(404);
});

test('two corrections at the same moment are both on record, one after the other', async () => {
  const code = await people.registered();
  const [a, b] = [
    { industry: 'C33', reason },
    { landHectares: 2, reason },
  ];
  await Promise.all([correct(code, a).expect(200), correct(code, b).expect(200)]);
  const { changes, ...project } = await read(code);
  expect(project).toMatchObject({ industry: 'C33', landHectares: 2 });
  expect(changes).toHaveLength(2);
});

test('a transfer gives the project to its own enterprise, and ends the mandates of the former at once', async () => {
  const code = await people.registered();
  await people.mandated(code);
  await people.send('administrator', `/v1/projects/${code}/transfer`, transfer).expect(200);
  expect(await read(code)).toMatchObject({
    uscc: theirs,
    changes: [{ kind: 'transfer', before: { uscc: ours }, after: { uscc: theirs }, reason: transfer.reason }],
  });
  await people.ask('enterprise', `/v1/projects/${code}`).expect(404);
  await people.ask('agent', `/v1/projects/${code}`).expect(404);
  await people.ask('stranger', `/v1/projects/${code}`).expect(200);
  const { items } = (await people.ask('agent', '/v1/inbox/intake/notices').expect(200)).body;
  expect((items as unknown as { kind: string }[])[0]).toMatchObject({ kind: 'mandate-revoked' });
});

test('a project with an open order is not transferred, and of an order and a transfer at once one comes first', async () => {
  const orderNo = await people.ordered();
  const { projectCode } = (await people.ask('enterprise', `/v1/orders/${orderNo}`)).body;
  const { body } = await people
    .send('administrator', `/v1/projects/${projectCode}/transfer`, transfer)
    .expect(409);
  expect(body).toMatchObject({ type: '/problems/order-already-open', orderNo });

  for (let round = 0; round < 5; round++) {
    const code = await people.registered();
    const [placed, moved] = await Promise.all([
      people.send('enterprise', '/v1/orders', { projectCode: code, track: '50' }),
      people.send('administrator', `/v1/projects/${code}/transfer`, transfer),
    ]);
    const { uscc } = await read(code);
    expect([
      [201, 409, ours],
      [404, 200, theirs],
    ]).toContainEqual([placed.status, moved.status, uscc]);
  }
});
