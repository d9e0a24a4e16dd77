import { openPool } from '@doudi/infra/database';
import { theirs, testService, type TestService } from './test-service.ts';
import { usccWarning } from './uscc.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

const faultsOf = ({ faults }: { readonly faults: readonly { readonly at: string }[] }) =>
  faults.map(({ at }) => at);

test('registers a project and answers what it has kept', async () => {
  const project = people.aProject();
  const { body, headers } = await people.send('agent', '/v1/projects', project).expect(201);
  expect(body).toEqual({
    ...project,
    registeredAt: expect.stringMatching(/\+08:00$/) as string,
    warnings: [],
  });
  expect(headers['location']).toBe(`/v1/projects/${project.code}`);
  const { warnings: _, ...kept } = body;
  const read = await people.ask('enterprise', `/v1/projects/${project.code}`).expect(200);
  expect(read.body).toEqual({ ...kept, changes: [] });
});

test('a credit code that fails its check is warned about, never blocked', async () => {
  const { body } = await people
    .send('agent', '/v1/projects', people.aProject({ uscc: '91330683MAFAKE0190' }))
    .expect(201);
  expect(body.warnings).toEqual([{ at: '/uscc', warning: usccWarning('91330683MAFAKE0190') }]);
});

test('answers every fault at once', async () => {
  const faulty = {
    ...people.aProject({ code: '2017-990683-29-03-000001', uscc: 'O1330683MAFAKE0190', name: ' \n ' }),
    investmentYuan: 0.5,
    landHectares: 1.00001,
    industry: 'a\u0007b',
    owner: 'unknown field',
  };
  const { body } = await people.send('agent', '/v1/projects', faulty).expect(400);
  expect(new Set(faultsOf(body))).toEqual(
    new Set(['/code', '/uscc', '/name', '/investmentYuan', '/landHectares', '/industry', '/owner']),
  );
});

test('a code from a month that has not come yet is a fault', async () => {
  const { body } = await people
    .send('agent', '/v1/projects', people.aProject({ code: '9801-330683-04-01-000001' }))
    .expect(422);
  expect(faultsOf(body)).toEqual(['/code']);
});

test('a code is registered once', async () => {
  const code = await people.registered();
  const { body } = await people.send('agent', '/v1/projects', people.aProject({ code })).expect(409);
  expect(body).toMatchObject({ type: '/problems/project-already-registered', projectCode: code });
});

test('an enterprise registers its own projects only', async () => {
  await people.send('enterprise', '/v1/projects', people.aProject()).expect(201);
  await people.send('enterprise', '/v1/projects', people.aProject({ uscc: theirs })).expect(403);
});

test('who has no part in a project does not learn that it exists', async () => {
  const code = await people.registered();
  const path = `/v1/projects/${code}`;
  await people.ask('enterprise', path).expect(200);
  await people.ask('supervisor', path).expect(200);
  await people.ask('stranger', path).expect(404);
  await people.ask('agent', path).expect(404);
  await people.mandated(code);
  await people.ask('agent', path).expect(200);
  await people.ask('otherAgent', path).expect(404);
});

test('a list goes page by page through every project once, newest first', async () => {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`;
    const { body } = await people.ask('administrator', `/v1/projects${query}`).expect(200);
    seen.push(...body.items.map(({ code }) => code));
    cursor = body.next;
  }
  const { rows } = await service.pool.query<{ code: string }>(
    'select code from projects order by registered_at desc, code desc',
  );
  expect(seen).toEqual(rows.map(({ code }) => code));
  expect(seen.length).toBeGreaterThan(3);
});

test('a cursor that is no cursor and a limit beyond 100 are faults', async () => {
  const { body } = await people.ask('agent', '/v1/projects?cursor=abc&limit=101').expect(400);
  expect(faultsOf(body)).toEqual(['query/limit', 'query/cursor']);
});

test.each(['approval_workflows', 'intermediary_market'])(
  '%s reads the sheet of a project, and nothing of who registered it',
  async (role) => {
    const code = await people.registered();
    const other = openPool({ url: service.database.url, role, max: 1 });
    const { rows } = await other.query('select * from intake.project_sheets where code = $1', [code]);
    expect(rows.map((row) => Object.keys(row as object))).toEqual([
      [
        'code',
        'name',
        'uscc',
        'enterprise_name',
        'investment_yuan',
        'land_hectares',
        'industry',
        'registered_at',
      ],
    ]);
    await expect(
      other.query(`update intake.project_sheets set name = 'x' where code = $1`, [code]),
    ).rejects.toThrow('permission denied');
    await other.end();
  },
);
