import { agencyRequestsOf, anApplicant } from './test-agencies.ts';
import { enterprise, supervisor, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof agencyRequestsOf>;
beforeAll(async () => {
  service = await testService();
  people = agencyRequestsOf(service);
});
afterAll(() => service.close());

test('an agency applies, is listed, hired, warned, suspended, repaired and delisted, and cannot come back for 12 months', async () => {
  const commissions = requestsOf(service);
  const agency = anApplicant();
  people.at('2026-03-02 10:00');
  const applied = (await people.apply(agency)).body;
  const { agencyNo } = applied;
  const standing = async (who = supervisor) => (await people.read(who, `/v1/agencies/${agencyNo}`)).body;
  expect(applied).toMatchObject({ status: 'applied', dueDay: '2026-03-04' });

  // returned with every fault, completed, approved
  const faults = [
    { part: 'commitment', text: '承诺书未盖章' },
    { part: 'qualification', category: 'DSN', text: '证书扫描件不清' },
  ];
  people.at('2026-03-03 10:00');
  await people.supervise(agencyNo, 'return', { faults });
  expect((await people.read(agency, `/v1/agencies/${agencyNo}`)).body).toMatchObject({
    ...{ status: 'returned', faults },
    actions: [{ action: 'apply-to-market', href: '/v1/agencies/applications' }],
  });
  expect((await people.apply(agency)).status).toBe(201);
  people.at('2026-03-04 10:00');
  expect((await people.supervise(agencyNo, 'approval', { note: '材料齐全' })).body).toMatchObject({
    ...{ status: 'on-notice', noticeEndsAt: '2026-03-09T17:00:00+08:00' },
  });

  // nobody hires it during the notice; then it is hired, whether or not the sweep has run
  const no = await commissions.aCommission();
  await commissions.brief(no);
  const hire = () => commissions.act(enterprise, no, 'engagement', { agencyNo, priceYuan: 98_000, days: 15 });
  people.at('2026-03-09 16:59');
  expect((await hire()).body).toMatchObject({
    type: '/problems/agency-not-listed',
  });
  people.at('2026-03-09 17:00');
  expect((await hire()).status).toBe(200);
  const read = await people.read(enterprise, `/v1/commissions/${no}`);
  expect(read.body).toMatchObject({ agency: { agencyNo, status: 'listed' } });
  await service.sweep();
  expect((await standing()).history.at(-1)).toMatchObject({
    ...{ kind: 'list', at: '2026-03-09T17:00:00+08:00', by: null },
  });

  // a warned one is hired, a suspended one is not
  people.at('2026-03-10 10:00');
  await people.supervise(agencyNo, 'warning');
  expect((await commissions.engage(await commissions.aCommission(), agencyNo)).status).toBe(200);
  const months = { months: 1, cause: 'dishonest', reason: '出具虚假检测报告' };
  expect((await people.supervise(agencyNo, 'suspension', months)).body).toMatchObject({
    ...{ status: 'suspended', suspendedThrough: '2026-04-10', suspendedBecause: 'dishonest' },
  });
  expect((await commissions.engage(await commissions.aCommission(), agencyNo)).body).toMatchObject({
    ...{ type: '/problems/agency-suspended', suspendedThrough: '2026-04-10' },
  });

  // asked for a repair, handed in, returned, handed in again, accepted: it is listed again after the last day
  await people.supervise(agencyNo, 'repair-request');
  const file = await people.upload(agency, 'repair');
  const repair = { note: '已更换技术负责人', files: [file] };
  expect((await people.act(agency, agencyNo, 'repair', repair)).body).toMatchObject({
    ...{ status: 'repairing', repair: 'handed-in', dueDay: '2026-03-12' },
  });
  await people.supervise(agencyNo, 'repair-return');
  await people.act(agency, agencyNo, 'repair', repair);
  expect((await people.supervise(agencyNo, 'repair-acceptance', {})).body).toMatchObject({
    ...{ status: 'suspended', repair: 'accepted' },
  });
  people.at('2026-04-10 23:59');
  expect(await standing()).toMatchObject({ status: 'suspended' });
  people.at('2026-04-11 00:00');
  expect(await standing()).toMatchObject({ status: 'listed', suspendedThrough: null, repair: null });

  // delisted; nothing comes back for 12 months
  people.at('2026-05-06 10:00');
  expect((await people.supervise(agencyNo, 'delisting')).body).toMatchObject({
    ...{ status: 'delisted', mayApplyFrom: '2027-05-07' },
  });
  people.at('2027-05-06 23:50');
  expect((await people.apply(agency)).body).toMatchObject({
    ...{ type: '/problems/agency-barred', mayApplyFrom: '2027-05-07' },
  });
  people.at('2027-05-07 00:00');
  expect((await people.apply(agency)).body).toMatchObject({
    agencyNo,
    status: 'applied',
    mayApplyFrom: null,
  });
  expect((await standing()).history.map(({ kind }) => kind)).toEqual([
    ...['apply', 'return', 'apply', 'approve', 'list', 'warn', 'suspend', 'want-repair', 'hand-in-repair'],
    ...['return-repair', 'hand-in-repair', 'accept-repair', 'restore', 'delist', 'apply'],
  ]);
  expect((await people.read(enterprise, `/v1/agencies/${agencyNo}`)).status).toBe(404);
});
