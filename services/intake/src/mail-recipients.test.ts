import { openPool } from '@doudi/infra/database';
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

const uscc = '91330683MAFAKE0199';
const contact = { phone: null, mail: 'lou@example.cn', wantsMail: true };
const enter = (subject: string, changes: object = {}, etag?: string) =>
  people.put('administrator', `/v1/people/${subject}`, anEntry({ contact, ...changes }), etag).expect(200);
const recipient = async (subject: string): Promise<object | undefined> =>
  (
    await service.pool.query<object>('select mail, addressees from mail_recipients where subject = $1', [
      subject,
    ])
  ).rows[0];

test.each([
  ['an agent', { roles: ['agent'] }, ['agent:p-one']],
  ['people of an enterprise', { roles: ['enterprise'], uscc }, [`enterprise:${uscc}`]],
  ['people of an enterprise that is not known', { roles: ['enterprise'], uscc: null }, []],
  [
    'people of a department',
    { roles: ['reviewer', 'head'], department: 'DRC' },
    ['reviewer:DRC', 'head:DRC'],
  ],
  [
    'those who oversee all',
    { roles: ['fallback-officer', 'supervisor'] },
    ['fallback-officer:', 'supervisor:'],
  ],
])('%s are mailed what the inbox tells them', async (_who, entry, addressees) => {
  const { headers } = await people.ask('administrator', '/v1/people/p-one');
  await enter('p-one', entry, headers['etag']);
  expect(await recipient('p-one')).toEqual({ mail: 'lou@example.cn', addressees });
});

test('who wants no mail, has left, or has no address is mailed nothing', async () => {
  await enter('p-quiet', { contact: { ...contact, wantsMail: false } });
  await enter('p-left', { active: false });
  await enter('p-bare', { contact: { ...contact, mail: null } });
  await enter('p-unasked', { contact: { phone: null, mail: 'lou@example.cn' } });
  for (const subject of ['p-quiet', 'p-left', 'p-bare', 'p-unasked'])
    expect(await recipient(subject)).toBeUndefined();
});

test('an edit that leaves them out keeps the USCC and whether mail is wanted', async () => {
  await enter('p-kept', { roles: ['enterprise'], uscc });
  const { headers } = await people.ask('administrator', '/v1/people/p-kept');
  const later = { roles: ['enterprise'], contact: { phone: null, mail: 'new@example.cn' } };
  const { body } = await enter('p-kept', later, headers['etag']);
  expect(body).toMatchObject({ uscc, wantsMail: true });
  expect(await recipient('p-kept')).toEqual({ mail: 'new@example.cn', addressees: [`enterprise:${uscc}`] });
});

test('the other services read who wants mail, and nothing else of the register', async () => {
  for (const role of ['approval_workflows', 'intermediary_market']) {
    const pool = openPool({ url: service.database.url, role, max: 1 });
    try {
      await pool.query('select subject, mail, addressees from intake.mail_recipients');
      for (const table of ['people', 'contacts'])
        await expect(pool.query(`select from intake.${table}`)).rejects.toThrow('permission denied');
    } finally {
      await pool.end();
    }
  }
});
