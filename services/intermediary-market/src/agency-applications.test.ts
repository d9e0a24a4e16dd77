import { agencyRequestsOf, anApplicant } from './test-agencies.ts';
import { agent, enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';

let service: TestService;
let people: ReturnType<typeof agencyRequestsOf>;
beforeAll(async () => {
  service = await testService();
  people = agencyRequestsOf(service);
});
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

const officer = { subject: 'p-officer', roles: ['fallback-officer'] } as const;

test('of two applications at once one counts, a repetition is answered alike', async () => {
  const agency = anApplicant();
  const application = await people.anApplication(agency);
  const apply = (key?: string) => people.post(agency, '/v1/agencies/applications', application, key);
  const answers = await Promise.all([apply('a'), apply('b'), apply('a')]);
  const taken = answers.filter(({ status }) => status === 201);
  // of a refusal nothing is kept: its repetition is judged anew
  expect(answers.map(({ status }) => status)).toEqual(
    answers[0].status === 201 ? [201, 409, 201] : [409, 201, 409],
  );
  expect(new Set(taken.map(({ text }) => text)).size).toBe(1);
  const { agencyNo } = taken[0]!.body;
  expect((await people.record(agencyNo)).history).toHaveLength(1);
});

test('of two supervisors who decide at once one is refused, and says what holds', async () => {
  const { agencyNo } = (await people.apply(anApplicant())).body;
  const answers = await Promise.all([
    people.supervise(agencyNo, 'approval', {}),
    people.supervise(agencyNo, 'refusal'),
    people.supervise(agencyNo, 'approval', {}),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
    type: '/problems/agency-not-there',
  });
  expect((await people.record(agencyNo)).history).toHaveLength(2);
});

test('an application names all its faults at once', async () => {
  const agency = anApplicant();
  const good = await people.anApplication(agency, [
    { category: 'DSN', validThrough: '2026-03-01' },
    { category: 'DSN', validThrough: null },
  ]);
  const staff = [...good.staff, ...good.staff];
  const bad = { ...good, category: 'EIA', staff, licence: good.commitment };
  const { status, body } = await people.post(agency, '/v1/agencies/applications', bad);
  expect([status, body.faults.map((fault) => fault.at).sort()]).toEqual([
    422,
    [
      ...['/category', '/licence', '/qualifications/0/validThrough', '/qualifications/1/category'],
      '/staff/1/certificate',
    ],
  ]);
  const theirs = await people.upload(anApplicant(), 'licence');
  const stolen = await people.post(agency, '/v1/agencies/applications', {
    ...(await people.anApplication(agency)),
    licence: theirs,
  });
  expect(stolen.body.faults.map((fault) => fault.at)).toEqual(['/licence']);
});

test('an application concerns the agency and those who oversee the market, the notice everybody', async () => {
  const agency = anApplicant();
  const { agencyNo } = (await people.apply(agency)).body;
  for (const who of [enterprise, agent, anApplicant()])
    expect((await people.read(who, `/v1/agencies/${agencyNo}`)).status).toBe(404);
  for (const who of [agency, supervisor, officer]) {
    const { application } = await people.record(agencyNo, who);
    expect(application?.name).toContain('样例设计院');
    const file = `/v1/agency-files/${application?.licence}`;
    expect((await people.read(who, file)).status).toBe(200);
    expect((await people.read(anApplicant(), file)).status).toBe(404);
  }
  await people.supervise(agencyNo, 'approval', { note: '材料齐全' });
  const notices = (await people.read(enterprise, '/v1/agencies?status=on-notice&limit=100')).body.items;
  expect(notices.filter((one) => one.agencyNo === agencyNo)).toMatchObject([
    { status: 'on-notice', noticeEndsAt: '2026-03-05T17:00:00+08:00' },
  ]);
  const seen = await people.record(agencyNo, enterprise);
  expect(seen).toMatchObject({ application: null, history: [{ kind: 'approve', text: null, by: null }] });
  expect((await people.record(agencyNo, agency)).history.at(-1)).toMatchObject({
    text: '材料齐全',
    by: null,
  });
});

test('an objection in the last minute of the notice holds the listing up, one a minute later is refused', async () => {
  const { agencyNo } = await people.onNotice();
  const other = (await people.onNotice()).agencyNo;
  people.at('2026-03-05 16:59');
  const reason = { reason: '业绩材料不实' };
  expect((await people.act(enterprise, agencyNo, 'objections', reason)).status).toBe(200);
  people.at('2026-03-05 17:00');
  expect((await people.act(enterprise, other, 'objections', reason)).body).toMatchObject({
    ...{ type: '/problems/agency-not-there', state: 'listed' },
  });
  expect((await people.act(agent, agencyNo, 'objections', reason)).body).toMatchObject({
    type: '/problems/notice-over',
  });
  await service.sweep();
  const statuses = [await people.record(agencyNo), await people.record(other)].map(({ status }) => status);
  expect(statuses).toEqual(['on-notice', 'listed']);
  expect((await people.waits(supervisor, agencyNo)).map(({ kind, dueDay }) => [kind, dueDay])).toEqual([
    ['objection-to-decide', '2026-03-09'],
  ]);
  people.at('2026-03-06 10:00');
  expect((await people.supervise(agencyNo, 'objections/1/overruling')).body).toMatchObject({
    status: 'listed',
  });
  expect((await people.supervise(agencyNo, 'objections/1/upholding')).status).toBe(409);
});

test('an objector is known to those who oversee the market alone; one objection of a person waits at a time', async () => {
  const { agency, agencyNo } = await people.onNotice();
  const object = () => people.act(enterprise, agencyNo, 'objections', { reason: '业绩材料不实' });
  expect([(await object()).status, (await object()).body.type]).toEqual([200, '/problems/objected-already']);
  const by = async (who: typeof agency) =>
    (await people.record(agencyNo, who)).objections.map((one) => one.by);
  const sees = [await by(supervisor as never), await by(agency), await by(enterprise)];
  expect(sees).toEqual([['p-enterprise'], [null], ['p-enterprise']]);
  expect((await people.record(agencyNo, agent)).objections).toEqual([]);
  expect((await people.supervise(agencyNo, 'objections/1/upholding')).body).toMatchObject({
    status: 'refused',
  });
  expect((await people.record(agencyNo, agency)).qualifications).toEqual([]);
  expect((await people.apply(agency)).body).toMatchObject({ agencyNo, status: 'applied' });
});

test('an overdue review is told to the supervisors once, and waits on', async () => {
  const { agencyNo } = (await people.apply(anApplicant())).body;
  expect(
    (await people.waits(supervisor, agencyNo)).map(({ kind, dueDay, isLate }) => [kind, dueDay, isLate]),
  ).toEqual([['agency-to-review', '2026-03-04', false]]);
  people.at('2026-03-05 09:00');
  await service.sweep();
  await service.sweep();
  const overdue = (await people.told(supervisor, agencyNo)).filter(
    ({ kind }) => kind === 'agency.review-overdue',
  );
  expect(overdue.map((one) => one.at)).toEqual(['2026-03-04T17:00:00+08:00']);
  const [item] = await people.waits(supervisor, agencyNo);
  expect([item?.isLate, (await people.record(agencyNo)).status]).toEqual([true, 'applied']);
  expect(item?.actions.map(({ href }) => href.split('/').at(-1))).toEqual(['approval', 'return', 'refusal']);
});
