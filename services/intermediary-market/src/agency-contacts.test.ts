import type { Caller, Role } from '@doudi/infra/http';
import { designer, enterprise, supervisor, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

const contact = { phone: '13800138000', mail: 'office@example.cn', address: '样例路1号' };
const give = (body: object, caller: Caller = designer, agencyNo = 'A016') =>
  people.post(caller, `/v1/agencies/${agencyNo}/contact`, body);
const as = (role: Role): Caller => ({ subject: `p-${role}`, roles: [role], department: 'NRP' });
/** What a caller reads of A016 in its record, in the directory and beside another one. */
async function readBy(caller: Caller) {
  const paths = ['agencies/A016', 'directory?category=DSN&limit=100'];
  const [record, directory] = await Promise.all(paths.map((path) => people.read(caller, `/v1/${path}`)));
  const compared = await people.read(caller, '/v1/directory/comparison?category=DSN&agencies=A016,A017');
  const entries = [
    ...(directory!.body.items as unknown as Entry[]),
    ...(compared.body as unknown as { readonly agencies: Entry[] }).agencies,
  ];
  return [
    (record!.body as unknown as Entry).contact,
    ...entries.filter(({ agencyNo }) => agencyNo === 'A016').map((one) => one.contact),
  ];
}
interface Entry {
  readonly agencyNo: string;
  readonly contact: object | null;
}

test('owners, agents and overseers read how an agency is reached, departments and other agencies do not', async () => {
  expect(await readBy(enterprise)).toEqual([null, null, null]);
  expect((await give(contact)).body).toEqual(contact);
  for (const caller of [enterprise, as('agent'), supervisor, as('administrator')])
    expect(await readBy(caller)).toEqual([contact, contact, contact]);
  const otherAgency: Caller = { subject: 'p-other', roles: ['agency'], uscc: '91330683MAFAKE115J' };
  for (const caller of [as('reviewer'), as('checker'), as('head'), otherAgency])
    expect(await readBy(caller)).toEqual([null, null, null]);
  // the agency itself, in its own record
  expect((await readBy(designer))[0]).toEqual(contact);
});

test('what is said again replaces what was said, and only the agency itself says it', async () => {
  expect((await give({ phone: '13800138001' })).body).toEqual({
    ...{ phone: '13800138001', mail: null, address: null },
  });
  expect((await readBy(enterprise))[0]).toEqual({ phone: '13800138001', mail: null, address: null });
  expect((await give(contact, designer, 'A017')).status).toBe(404);
  expect((await give(contact, enterprise)).status).toBe(403);
  const wrong = await give({ phone: 'call me', mail: 'nobody', address: ' ' });
  expect([wrong.status, wrong.body.faults.map(({ at }) => at).sort()]).toEqual([
    400,
    ['/address', '/mail', '/phone'],
  ]);
});
