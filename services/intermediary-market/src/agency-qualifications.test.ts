import { asOwner } from '@doudi/testing/database/as-owner';
import { loadSamples } from './load-samples.ts';
import { agencyRequestsOf, anApplicant } from './test-agencies.ts';
import { enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';
import sql from 'sql-template-tag';

let service: TestService;
let people: ReturnType<typeof agencyRequestsOf>;
beforeAll(async () => {
  service = await testService();
  people = agencyRequestsOf(service);
});
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

test('a certificate warns 30 days before and suspends its category, and no other, on the day after', async () => {
  const { agency, agencyNo } = await people.listed(anApplicant(), [
    { category: 'DSN', validThrough: '2026-05-09' },
    { category: 'EIA', validThrough: null },
  ]);
  const commissions = requestsOf(service);
  const running = await commissions.aCommission();
  await commissions.engage(running, agencyNo);
  const ofOther = await commissions.aCommission({ category: 'EIA', task: 'eia-report' });
  await commissions.engage(ofOther, agencyNo);
  const kinds = async (who: Parameters<typeof people.told>[0], about: string) =>
    (await people.told(who, about))
      .map((one) => [one.kind, one.at])
      .filter(([kind]) => kind?.includes('expir'));
  people.at('2026-04-08 23:50');
  await service.sweep();
  expect(await kinds(agency, agencyNo)).toEqual([]);
  people.at('2026-04-09 00:00');
  await service.sweep();
  await service.sweep();
  const warning = [['agency.qualification-expiring', '2026-04-09T00:00:00+08:00']];
  for (const [who, about] of [
    ...[[agency, agencyNo] as const, [agency, running] as const, [enterprise, running] as const],
  ])
    expect(await kinds(who, about)).toEqual(warning);
  const hire = async () => (await commissions.engage(await commissions.aCommission(), agencyNo)).body;
  people.at('2026-05-09 23:55');
  expect(await hire()).toMatchObject({ state: 'contracting' });
  // judged on read, before the sweep
  people.at('2026-05-10 00:00');
  expect(await hire()).toMatchObject({ type: '/problems/qualification-expired', validThrough: '2026-05-09' });
  expect((await people.record(agencyNo)).qualifications.map((one) => [one.category, one.standing])).toEqual([
    ...[['DSN', 'expired'] as const, ['EIA', 'valid'] as const],
  ]);
  // put on record late, after something else, and by two processes at once: it bears the instant at which it was due
  people.at('2026-05-11 10:00');
  await people.supervise(agencyNo, 'warning');
  await Promise.all([service.sweep(), service.sweep()]);
  expect((await people.record(agencyNo)).history.at(-1)).toMatchObject({
    ...{ kind: 'expire-qualification', cause: 'expired', at: '2026-05-10T00:00:00+08:00' },
  });
  expect(await kinds(enterprise, running)).toEqual([
    ['agency.expire-qualification', '2026-05-10T00:00:00+08:00'],
    ...warning,
  ]);
  const eia = await commissions.aCommission({ category: 'EIA', task: 'eia-report' });
  expect((await commissions.engage(eia, agencyNo)).status).toBe(200);
  expect(await kinds(enterprise, ofOther)).toEqual([]);
  expect((await people.record(agencyNo)).status).toBe('warned');
});

test('a renewed certificate opens its category again; one that was refused changes nothing', async () => {
  const { agency, agencyNo } = await people.listed(anApplicant(), [
    { category: 'DSN', validThrough: '2026-03-10' },
  ]);
  const ask = async (category: string, validThrough: string | null) => {
    const file = await people.upload(agency, 'certificate');
    return people.act(agency, agencyNo, 'qualifications', {
      ...{ category, certificateNo: '样例证002号', validThrough, file },
    });
  };
  people.at('2026-03-11 09:00');
  expect((await ask('DSN', '2026-03-10')).body).toMatchObject({ faults: [{ at: '/validThrough' }] });
  expect((await ask('DSN', '2028-03-10')).status).toBe(200);
  expect((await ask('DSN', '2028-03-10')).body).toMatchObject({ type: '/problems/qualification-asked' });
  expect((await ask('EIA', null)).status).toBe(200);
  const [dsn, eia] = (await people.record(agencyNo, agency)).asked.map(({ no }) => no);
  expect((await people.waits(supervisor, agencyNo)).map(({ kind }) => kind)).toEqual([
    ...['qualification-to-decide', 'qualification-to-decide'],
  ]);
  await people.supervise(agencyNo, `qualifications/${eia}/refusal`);
  const grants = await Promise.all([
    people.supervise(agencyNo, `qualifications/${dsn}/granting`, {}),
    people.supervise(agencyNo, `qualifications/${dsn}/granting`, {}),
  ]);
  expect(grants.map(({ status }) => status).sort()).toEqual([200, 404]);
  expect((await people.record(agencyNo)).qualifications).toMatchObject([
    { category: 'DSN', validThrough: '2028-03-10', standing: 'valid' },
  ]);
});

test('the categories count who may be hired for them now', async () => {
  const counts = async () => {
    const { items } = (await people.read(enterprise, '/v1/agencies/categories')).body as unknown as {
      items: { code: string; listed: number; suspended: number }[];
    };
    return items.find(({ code }) => code === 'MIN')!;
  };
  // those of other tests are listed by then
  people.at('2026-03-06 10:00');
  const { listed: before } = await counts();
  service.clock.at = openedAt;
  const { agencyNo } = await people.listed(anApplicant(), [{ category: 'MIN', validThrough: '2026-03-06' }]);
  expect(await counts()).toMatchObject({ listed: before + 1, suspended: 0 });
  people.at('2026-03-07 00:00');
  expect(await counts()).toMatchObject({ listed: before, suspended: 1 });
  await people.supervise(agencyNo, 'delisting');
  expect(await counts()).toMatchObject({ listed: before, suspended: 0 });
});

test('a database of before has its sample agencies qualified at the next start, and nothing twice', async () => {
  await asOwner(
    service.database.url,
    sql`delete from intermediary_market.qualifications where agency_no = 'A016'`,
  );
  await loadSamples(service.pool, openedAt);
  await loadSamples(service.pool, openedAt + 86_400_000);
  expect((await people.record('A016')).qualifications).toEqual([
    expect.objectContaining({ category: 'DSN', validThrough: null, standing: 'valid' }),
  ]);
  const { rows } = await service.pool.query<{ count: number }>(
    `select count(*)::integer as count from qualifications q where q.agency_no <= 'A145' and length(q.agency_no) = 4`,
  );
  expect(rows[0]?.count).toBe(145);
});

test('about 5 % of the samples have a certificate that ends within 30 days, and none of a sample person', async () => {
  const { rows } = await service.pool.query<{ agencyNo: string }>(
    `select agency_no as "agencyNo" from qualifications where valid_through between '2026-03-02' and '2026-04-01' and length(agency_no) = 4
     order by agency_no`,
  );
  expect(rows.map((row) => row.agencyNo)).toEqual(['A014', 'A034', 'A054', 'A074', 'A094', 'A114', 'A134']);
});
