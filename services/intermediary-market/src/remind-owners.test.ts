import { agent, designer, enterprise, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

const officer = { subject: 'p-officer', roles: ['fallback-officer'] } as const;
const isNow = (local: string) => void (service.clock.at = Date.parse(`${local}+08:00`) - 60_000);
const told = async (no: string, who: Parameters<typeof people.read>[0] = enterprise) =>
  (await people.read(who, '/v1/inbox/intermediary-market/notices?limit=100')).body.items
    .filter(({ about, kind }) => about === no && kind.startsWith('owner-waits'))
    .map(({ kind }) => kind);

beforeEach(() => isNow('2026-03-02T10:00:00'));

test('an owner is reminded at the end of the third and of the tenth working day, its agent and the fallback window with it, once each', async () => {
  await service.mandate(['commission'], 'active');
  const no = await people.aCommission();
  isNow('2026-03-05T16:58:00');
  await service.remindOwners();
  expect(await told(no)).toEqual([]);
  isNow('2026-03-05T17:00:00');
  await service.remindOwners();
  await service.remindOwners();
  for (const who of [enterprise, agent, officer]) expect(await told(no, who)).toEqual(['owner-waits-3']);
  expect(await told(no, designer)).toEqual([]);
  isNow('2026-03-16T17:00:00');
  await service.remindOwners();
  expect(await told(no)).toEqual(['owner-waits-10', 'owner-waits-3']);
});

test('every move of the owner begins the days anew, and what waits for an agency reminds no owner', async () => {
  const no = await people.aCommission();
  await people.brief(no);
  isNow('2026-03-05T10:00:00');
  await people.engage(no);
  isNow('2026-03-12T10:00:00');
  await service.remindOwners();
  expect(await told(no)).toEqual([]);
});

test('a result nobody judges is reminded of, also where the sweep was away for the first limit', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  await people.act(designer, no, 'signature');
  await people.act(designer, no, 'deliverables');
  isNow('2026-04-01T10:00:00');
  await service.remindOwners();
  await service.remindOwners();
  expect(await told(no)).toEqual(['owner-waits-10']);
});
