import { aContact, asking, rewrite, type Receipt, type Who } from './test-reports.ts';
import { receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());
const { get, post } = asking(() => service);

interface Told {
  readonly type: string;
  readonly channel: string;
  readonly ratings: readonly object[];
  readonly items: readonly { readonly about: string; readonly kind: string }[];
}
const given = { state: 'calling-back', answeredAt: receivedAt, outcome: 'settled-on-the-spot' } as const;
const reportOf = async (who: Who, isAnswered = true) => {
  const said = { cause: 'papers', statement: '档案缺失', contact: aContact };
  const { body } = await post<Receipt>(who, '/v1/cases', said);
  const answered = { ...given, proposedBy: 'p-other' };
  if (isAnswered) await rewrite(service, body.caseNo, answered);
  return body;
};
const rate = (who: Who, { caseNo }: Receipt, body: object) =>
  post<Told>(who, `/v1/cases/${caseNo}/ratings`, body);
const rateTracked = ({ caseNo, trackingCode: code }: Receipt, body: object) =>
  post<Told>(null, `/v1/cases/${caseNo}/tracking/ratings`, { code, ...body });

test('a case is rated once by each channel, and officers read what was said', async () => {
  const receipt = await reportOf('enterprise');
  expect(await rate('enterprise', receipt, { stars: 5, note: '办得快' })).toMatchObject({
    ...{ status: 201, body: { channel: 'own', stars: 5 } },
  });
  expect((await rateTracked(receipt, { stars: 4 })).body.channel).toBe('tracking');
  expect((await rate('officer', receipt, { stars: 3 })).body.channel).toBe('call-back');
  for (const again of [
    await rate('enterprise', receipt, { stars: 1 }),
    await rateTracked(receipt, { stars: 1 }),
    await rate('officer', receipt, { stars: 1 }),
  ])
    expect([again.status, again.body.type]).toEqual([409, '/problems/rated-already']);
  const seen = await get<Told>('officer', `/v1/cases/${receipt.caseNo}`);
  expect(seen.body.ratings).toHaveLength(3);
  expect(seen.body.ratings).toContainEqual(expect.objectContaining({ channel: 'own', note: '办得快' }));
  expect((await get<Told>('enterprise', `/v1/cases/${receipt.caseNo}`)).body.ratings).toEqual([]);
});

test('before it is answered a case is not rated', async () => {
  const receipt = await reportOf('enterprise', false);
  for (const answer of [
    await rate('enterprise', receipt, { stars: 5 }),
    await rateTracked(receipt, { stars: 5 }),
  ])
    expect([answer.status, answer.body.type]).toEqual([409, '/problems/not-answered']);
});

test.each([
  [1, 1],
  [2, 1],
  [3, 0],
] as const)('of %s stars the officers are told %s times', async (stars, times) => {
  const receipt = await reportOf('enterprise');
  await rateTracked(receipt, { stars });
  const { body } = await get<Told>('officer', '/v1/inbox/approval-workflows/notices?limit=100');
  const told = body.items.filter(
    ({ about, kind }) => about === receipt.caseNo && kind === 'case.rated-badly',
  );
  expect(told).toHaveLength(times);
});

test('a wrong code rates nothing', async () => {
  const receipt = await reportOf('enterprise');
  expect((await rateTracked({ ...receipt, trackingCode: '000000000000' }, { stars: 5 })).status).toBe(404);
});

test('who answered a case does not take down what is thought of it', async () => {
  const receipt = await reportOf('enterprise');
  await rewrite(service, receipt.caseNo, { ...given, proposedBy: 'p-1301' });
  const { status, body } = await rate('officer', receipt, { stars: 5 });
  expect([status, body.type]).toEqual([409, '/problems/same-person']);
});

test('a stranger does not know of it', async () => {
  expect((await rate('stranger', await reportOf('enterprise'), { stars: 5 })).status).toBe(404);
});

test.each([0, 6, 2.5])('%s stars are refused', async (stars) => {
  expect((await rateTracked(await reportOf('enterprise'), { stars })).status).toBe(400);
});
