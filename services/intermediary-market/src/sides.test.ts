import type { Caller } from '@doudi/infra/http';
import { agent, designer, enterprise, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

test('whoever does not stand on the side of an act learns nothing of the commission', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  const strangers: Caller[] = [
    { ...enterprise, uscc: '91330683MAFAKE0274' },
    { subject: 'p-nobody', roles: ['enterprise', 'agency'] },
    { ...designer, uscc: '91330683MAFAKE115J' },
    { subject: 'p-other-agent', roles: ['agent'] },
  ];
  for (const stranger of strangers)
    expect((await people.read(stranger, `/v1/commissions/${no}`)).status).toBe(404);
  expect((await people.engage(no, 'A016', strangers[0])).status).toBe(404);
  expect((await people.act(strangers[2]!, no, 'signature')).status).toBe(404);
  expect((await people.act({ ...designer, roles: ['agency', 'enterprise'] }, no, 'acceptance')).status).toBe(
    404,
  );
});

test('only the owner’s side may engage: no department, no agency, no supervisor', async () => {
  const no = await people.aCommission();
  for (const role of [
    'reviewer',
    'checker',
    'agency',
    'supervisor',
    'fallback-officer',
    'administrator',
  ] as const)
    expect((await people.engage(no, 'A016', { subject: 'p', roles: [role], department: 'NRP' })).status).toBe(
      403,
    );
});

test('an agent acts for the owner while a mandate with that scope is in force, and not a moment longer', async () => {
  const no = await people.aCommission();
  expect((await people.engage(no, 'A016', agent)).status).toBe(404);
  await service.mandate(['order'], 'active');
  expect((await people.engage(no, 'A016', agent)).status).toBe(404);
  await service.mandate(['order', 'commission'], 'active');
  await people.brief(no);
  const engagement = { agencyNo: 'A016', priceYuan: 98_000 };
  const engaged = () => people.act(agent, no, 'engagement', engagement, 'agents-key');
  expect((await engaged()).body).toMatchObject({ state: 'contracting' });
  expect((await engaged()).status).toBe(200);
  expect((await people.read(agent, '/v1/commissions')).body.items.length).toBeGreaterThan(0);
  await service.mandate(['order', 'commission'], 'revoked');
  expect((await engaged()).status).toBe(404);
  expect((await people.read(agent, `/v1/commissions/${no}`)).status).toBe(404);
  expect((await people.read(agent, '/v1/commissions')).body.items).toEqual([]);
});
