import { roles } from '@doudi/infra/http';
import { departments } from '@doudi/workflows';
import { anEntry } from './test-people.ts';
import { requestsOf } from './test-requests.ts';
import { testService, type TestService } from './test-service.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

const enter = (subject: string, changes: object = {}) =>
  people.put('administrator', `/v1/people/${subject}`, anEntry(changes));
const read = (path: string) => people.ask('administrator', path).expect(200);

test('the register shows phones and mails masked, in the list, in the entry and in the answer to an edit', async () => {
  const { body } = await enter('p-mask', { name: '小徐' }).expect(200);
  expect(body).toMatchObject({ phone: '138****8000', mail: 'l****@example.cn' });
  const answers = [body, (await read('/v1/people/p-mask')).body, (await read('/v1/people?name=徐')).body];
  for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/13800138000|lou@/);
});

test('a contact is shown whole to the administrator alone, and each read leaves a line in the audit', async () => {
  await enter('p-whole').expect(200);
  const { body } = await read('/v1/people/p-whole/contact');
  expect(body).toEqual({ subject: 'p-whole', phone: '13800138000', mail: 'lou@example.cn' });
  await people.ask('supervisor', '/v1/people/p-whole/contact').expect(403);
  const lines = await auditOf('/v1/people/p-whole/contact', 2);
  expect(lines).toEqual([
    { who: 'administrator-1', status: 200 },
    { who: 'supervisor-1', status: 403 },
  ]);
});

test('an edit that leaves the contact out keeps it', async () => {
  await enter('p-kept').expect(200);
  const { headers } = await read('/v1/people/p-kept');
  const { contact: _, ...entry } = anEntry({ name: '小楼改名' });
  const path = '/v1/people/p-kept';
  const { body } = await people.put('administrator', path, entry, headers['etag']).expect(200);
  expect(body).toMatchObject({ name: '小楼改名', phone: '138****8000' });
});

test('of two who change one person the second is told, and who has read nothing changes nothing', async () => {
  await enter('p-edit').expect(200);
  const { headers } = await read('/v1/people/p-edit');
  const change = (name: string, etag?: string) =>
    people.put('administrator', '/v1/people/p-edit', anEntry({ name }), etag);
  await change('一', headers['etag']).expect(200);
  await change('二', headers['etag']).expect(412);
  await change('三').expect(428);
  expect((await read('/v1/people/p-edit')).body).toMatchObject({ name: '一' });
});

test('a changed contact changes the ETag, though its mask is the same', async () => {
  await enter('p-tag').expect(200);
  const before = await read('/v1/people/p-tag');
  const contact = { phone: '13899998000', mail: 'lin@example.cn' };
  await people
    .put('administrator', '/v1/people/p-tag', anEntry({ contact }), before.headers['etag'])
    .expect(200);
  const after = await read('/v1/people/p-tag');
  expect(after.body).toMatchObject({ phone: '138****8000', mail: 'l****@example.cn' });
  expect(after.headers['etag']).not.toBe(before.headers['etag']);
});

describe('a substitute', () => {
  const reviewer = { roles: ['reviewer'], department: 'NRP' };
  test('is an active colleague of the same department with a role in common', async () => {
    await enter('p-b', reviewer).expect(200);
    await enter('p-a', { ...reviewer, roles: ['reviewer', 'checker'], substitute: 'p-b' }).expect(200);
  });
  test.each([
    ['oneself', { ...reviewer, substitute: 'p-odd' }],
    ['nobody', { ...reviewer, substitute: 'p-nobody' }],
    ['another department', { ...reviewer, department: 'DRC', substitute: 'p-b' }],
    ['another role', { ...reviewer, roles: ['checker'], substitute: 'p-b' }],
  ])('is not %s', async (_, changes) => {
    const { body } = await enter('p-odd', changes).expect(422);
    expect(body.faults).toMatchObject([{ at: '/substitute' }]);
  });
  test('is nobody who has left', async () => {
    await enter('p-left', { ...reviewer, active: false }).expect(200);
    await enter('p-odd', { ...reviewer, substitute: 'p-left' }).expect(422);
  });
});

test('a reviewer without a department is a fault', async () => {
  const { body } = await enter('p-bare', { roles: ['reviewer'] }).expect(422);
  expect(body.faults).toMatchObject([{ at: '/department' }]);
});

test('the roster finds active agents by a part of the name, and shows nothing else of them', async () => {
  await enter('p-r1', { name: '名册甲' }).expect(200);
  await enter('p-r2', { name: '名册乙', active: false }).expect(200);
  await enter('p-r3', { name: '名册丙', roles: ['supervisor'] }).expect(200);
  const { body } = await people.ask('enterprise', '/v1/people/agents?name=名册').expect(200);
  expect(body).toEqual({ items: [{ subject: 'p-r1', name: '名册甲' }], next: null });
});

test('the register is filtered by role and department, and read page by page', async () => {
  await enter('p-f1', { roles: ['checker'], department: 'EEB' }).expect(200);
  await enter('p-f2', { roles: ['checker'], department: 'EEB' }).expect(200);
  const path = '/v1/people?role=checker&department=EEB&limit=1';
  const { body: first } = await read(path);
  const { body: second } = await read(`${path}&cursor=${first.next}`);
  expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(['p-f1', 'p-f2']);
  expect(second.next).toBeNull();
});

test('every role and department of the code can be registered', async () => {
  for (const role of roles) await enter(`p-${role}`, { roles: [role], department: 'DRC' }).expect(200);
  for (const department of departments) await enter(`p-${department}`, { department }).expect(200);
});

/** The lines of one path, which are written behind the answers. */
async function auditOf(path: string, count: number): Promise<unknown[]> {
  for (;;) {
    const { rows } = await service.pool.query<object>(
      'select who, status from audit where path = $1 order by answered_at',
      [path],
    );
    if (rows.length >= count) return rows;
  }
}
