import { aRequest, designer, enterprise, testService, supervisor, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

test('the owner engages, the agency signs and delivers, the owner returns once and accepts', async () => {
  const no = await people.aCommission();
  const acts = [
    await people.engage(no),
    await people.act(designer, no, 'signature'),
    await people.act(designer, no, 'deliverables', { note: '第一稿', sha256: 'a'.repeat(64) }),
    await people.act(enterprise, no, 'return', { reason: '日照分析缺失' }),
    await people.act(designer, no, 'deliverables', { note: '第二稿' }),
    await people.act(enterprise, no, 'acceptance', { note: '同意' }),
  ];
  expect(acts.map(({ status, body }) => [status, body.state, body.holder])).toEqual([
    [200, 'contracting', 'agency'],
    [200, 'working', 'agency'],
    [200, 'delivered', 'enterprise'],
    [200, 'working', 'agency'],
    [200, 'delivered', 'enterprise'],
    [200, 'accepted', null],
  ]);
  expect((await people.read(enterprise, `/v1/commissions/${no}`)).body).toMatchObject({
    commissionNo: no,
    budgetDays: 16,
    deliveries: 2,
    openedAt: '2026-03-02T10:00:00+08:00',
    agency: { agencyNo: 'A016', category: 'DSN' },
    milestones: [
      { seq: 1, kind: 'brief', by: 'p-enterprise', agencyNo: null, note: null },
      { seq: 2, kind: 'engage', by: 'p-enterprise', agencyNo: 'A016', note: null },
      { seq: 3, kind: 'sign', by: 'p-designer' },
      { seq: 4, kind: 'deliver', note: '第一稿', sha256: 'a'.repeat(64) },
      { seq: 5, kind: 'return', note: '日照分析缺失' },
      { seq: 6, kind: 'deliver', note: '第二稿', sha256: null },
      { seq: 7, kind: 'accept', note: '同意' },
    ],
  });
});

test('every milestone leaves a message for the workflow, numbered without gaps and without a word of text', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  await people.act(designer, no, 'signature');
  await people.act(designer, no, 'deliverables', { note: '张工' });
  const at = expect.any(Number) as number;
  expect(await people.messagesOf(no)).toEqual([
    { seq: 1, by: 'p-enterprise', event: { kind: 'brief', at, way: 'direct', needsInputs: false } },
    { seq: 2, by: 'p-enterprise', event: { kind: 'engage', at, agencyNo: 'A016' } },
    { seq: 3, by: 'p-designer', event: { kind: 'sign', at, agencyNo: 'A016' } },
    { seq: 4, by: 'p-designer', event: { kind: 'deliver', at, agencyNo: 'A016' } },
  ]);
});

test('a declined commission goes back to the owner, who may engage another agency', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  const declined = await people.act(designer, no, 'refusal', { reason: '排期已满' });
  expect(declined.body).toMatchObject({ state: 'briefing', holder: 'enterprise', agencyNo: null });
  expect((await people.act(designer, no, 'signature')).status).toBe(404);
  expect((await people.engage(no, 'A017')).body).toMatchObject({ state: 'contracting', agencyNo: 'A017' });
});

test('an agency of another category, a suspended one and an unknown one are not engaged', async () => {
  const no = await people.aCommission();
  expect((await people.engage(no, 'A001')).body).toMatchObject({
    type: '/problems/wrong-category',
    agencyCategory: 'ENG',
    needs: 'DSN',
  });
  expect((await people.engage(no, 'A031')).body).toMatchObject({
    type: '/problems/agency-suspended',
    status: 409,
    help: 'Choose another one; see /v1/agencies?status=listed.',
  });
  expect((await people.read(enterprise, '/v1/agencies?status=listed')).status).toBe(200);
  expect((await people.engage(no, 'A999')).body).toMatchObject({
    type: '/problems/unfit',
    faults: [{ at: '/agencyNo' }],
  });
  expect((await people.messagesOf(no)).map(({ event }) => event.kind)).toEqual(['brief']);
});

test('an act the stage does not allow is refused and says what it needs', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  const early = await people.act(designer, no, 'deliverables');
  expect([early.status, early.body]).toEqual([
    409,
    expect.objectContaining({
      type: '/problems/commission-not-there',
      state: 'contracting',
      needs: ['working'],
    }),
  ]);
  expect((await people.engage(no, 'A017')).status).toBe(409);
});

test('of two engagements at the same moment one counts', async () => {
  const no = await people.aCommission();
  await people.brief(no);
  const answers = await Promise.all([people.engage(no, 'A016'), people.engage(no, 'A017')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await people.messagesOf(no)).toHaveLength(2);
});

test('a repeated request is answered alike and counts once', async () => {
  const no = await people.aCommission();
  await people.brief(no);
  const engagement = { agencyNo: 'A016', priceYuan: 98_000 };
  const repeat = () => people.act(enterprise, no, 'engagement', engagement, 'once');
  const answers = [await repeat(), ...(await Promise.all([repeat(), repeat()]))];
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await people.messagesOf(no)).toHaveLength(2);
});

test('a commission that ended with its order takes no more acts, and its workflow is sent nothing', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  const ending = { at: service.clock.at + 1, by: 'order' };
  await service.activities.endCommission(no, ending);
  await service.activities.endCommission(no, ending);
  const late = await people.act(designer, no, 'signature');
  expect(late.body).toMatchObject({ type: '/problems/commission-not-there', state: 'terminated' });
  const { body } = await people.read(supervisor, `/v1/commissions/${no}`);
  expect(body.milestones.map(({ kind }) => kind)).toEqual(['brief', 'engage', 'terminate']);
  expect(await people.messagesOf(no)).toHaveLength(2);
});

test('no milestone is earlier than the one before it, even when the clock has gone back', async () => {
  const no = await people.aCommission();
  service.clock.at += 60 * 60_000;
  const { changedAt } = (await people.engage(no)).body;
  service.clock.at -= 60 * 60_000;
  expect((await people.act(designer, no, 'signature')).body).toMatchObject({ changedAt });
});

test('a request to open the same commission again changes nothing', async () => {
  const asked = aRequest();
  await Promise.all([service.activities.openCommission(asked), service.activities.openCommission(asked)]);
  await people.engage(asked.commissionNo);
  await service.activities.openCommission(asked);
  expect((await people.read(enterprise, `/v1/commissions/${asked.commissionNo}`)).body).toMatchObject({
    state: 'contracting',
  });
});

test('many acts at the same moment are all answered: none waits for a second connection', async () => {
  const numbers = await Promise.all(Array.from({ length: 30 }, () => people.aCommission()));
  const answers = await Promise.all(numbers.map((no) => people.engage(no)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
