import { asOwner } from '@doudi/testing/database/as-owner';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPool } from '@doudi/infra/database';
import { removeUnfiled } from '@doudi/infra/storage';
import request from 'supertest';
import sql from 'sql-template-tag';
import { aPaper, requestsOf } from './test-requests.ts';
import { testService, theirs, type TestService } from './test-service.ts';
import { warnOfPaperExpiry } from './warn-of-paper-expiry.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

interface Listed {
  readonly paperNo: string;
  readonly kind: string;
  readonly version: number;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
}
const pool = async (code: string, query = ''): Promise<readonly Listed[]> => {
  const { body } = await people.ask('enterprise', `/v1/projects/${code}/papers${query}`).expect(200);
  return body.items as unknown as readonly Listed[];
};
const kept = async () => (await readdir(join(service.folder, 'papers')).catch(() => [])).length;
const unfiled = async () => (await service.pool.query('select from unfiled_objects')).rowCount;
const faultsOf = async (code: string, says: Readonly<Record<string, string>>) => {
  const { body } = await people.upload('enterprise', code, aPaper(says)).expect(422);
  return body.faults.map(({ at }) => at);
};

test('a paper is taken, listed, and downloaded as it was given', async () => {
  const code = await people.registered();
  const paper = aPaper({ issuedDay: '2020-01-02', number: '测绘 7' });
  const { body, headers } = await people.upload('enterprise', code, paper).expect(201);
  expect(headers['location']).toBe(`/v1/projects/${code}/papers/${body.paperNo}`);
  expect(body).toMatchObject({ kind: 'site-plan', version: 1, number: '测绘 7', givenBy: 'owner-1' });
  expect(await pool(code)).toEqual([body]);
  const file = await request(service.url)
    .get(`/v1/projects/${code}/papers/${body.paperNo}/file`)
    .set('Authorization', service.tokens.enterprise)
    .expect(200);
  expect((file.body as Buffer).toString()).toBe(paper.content);
  expect(file.headers['content-disposition']).toContain(encodeURIComponent('总平面图.pdf'));
});

test('a repeated upload is answered as the first, also when its row of the key is lost, and gives no second paper', async () => {
  const code = await people.registered();
  const [paper, key] = [aPaper(), randomUUID()];
  const first = await people.upload('enterprise', code, paper, key).expect(201);
  const before = await kept();
  const again = await people.upload('enterprise', code, paper, key).expect(201);
  await service.pool.query('delete from idempotency_keys');
  const afterCrash = await people.upload('enterprise', code, paper, key).expect(201);
  expect([again.body, afterCrash.body]).toEqual([first.body, first.body]);
  expect([(await pool(code)).length, await kept()]).toEqual([1, before]);
});

test('a newer paper of a kind replaces the one that stands; of two at once each has its version', async () => {
  const code = await people.registered();
  await Promise.all([1, 2, 3].map(() => people.givePaper('enterprise', code)));
  const papers = await pool(code);
  expect(papers.map(({ version }) => version)).toEqual([1, 2, 3]);
  expect(papers.map(({ replaces }) => replaces)).toEqual([null, papers[0]?.paperNo, papers[1]?.paperNo]);
  expect((await pool(code, '?standing=true')).map(({ version }) => version)).toEqual([3]);
});

test('area evaluations stand beside each other, and say number, scope, topics and last day', async () => {
  const code = await people.registered();
  expect(await faultsOf(code, { kind: 'area-evaluation' })).toEqual([
    ...['query/number', 'query/scope', 'query/expiresDay', 'query/topics'],
  ]);
  const whole = { kind: 'area-evaluation', number: '嵊环区评〔2026〕1号', scope: '开发区一期', expiresDay: '2099-12-31' };
  expect(await faultsOf(code, { ...whole, topics: 'land-survey' })).toEqual(['query/topics']);
  const first = await people.givePaper('enterprise', code, { ...whole, topics: 'environment' });
  await people.givePaper('enterprise', code, { ...whole, topics: 'energy,seismic' });
  expect((await pool(code, '?standing=true')).length).toBe(2);
  const next = await people.givePaper('enterprise', code, { ...whole, topics: 'environment', replaces: first.paperNo });
  expect(next).toMatchObject({ version: 2, replaces: first.paperNo });
}); // prettier-ignore

test('every fault of the days, and of what is replaced, is said at once', async () => {
  const code = await people.registered();
  const future = { issuedDay: '2099-01-02', expiresDay: '2001-01-01', replaces: 'P209912310001' };
  expect(await faultsOf(code, future)).toEqual([
    ...['query/issuedDay', 'query/expiresDay', 'query/expiresDay', 'query/replaces'],
  ]);
});

test('a file of another type, another hash, or beyond the project’s room leaves nothing', async () => {
  const code = await people.registered();
  const before = await kept();
  const page = { ...aPaper(), content: '<html></html>' };
  const { body } = await people.upload('enterprise', code, page).expect(422);
  expect(body.faults.map(({ at }) => at)).toEqual(['/sha256', '/']);
  const [full] = await pool(await withAPaper());
  await asOwner(
    service.database.url,
    sql`update intake.papers set bytes = 2097152000 where paper_no = ${full?.paperNo ?? ''}`,
  );
  const { rows } = await service.pool.query<{ code: string }>(
    `select project_code as code from papers where paper_no = '${full?.paperNo}'`,
  );
  const refused = await people.upload('enterprise', rows[0]?.code ?? '', aPaper()).expect(409);
  expect(refused.body).toMatchObject({ type: '/problems/quota-exceeded', quotaBytes: 2_097_152_000 });
  expect([await kept(), await unfiled()]).toEqual([before + 1, 0]);
});

async function withAPaper(): Promise<string> {
  const code = await people.registered();
  await people.givePaper('enterprise', code);
  return code;
}

test('a storage that is away is said, and what it left behind is removed when it is back', async () => {
  const code = await people.registered();
  const { storage } = service.dependencies;
  const keep = storage.keep;
  Object.assign(storage, { keep: () => Promise.reject(new Error('no space left')) });
  const paper = aPaper();
  await people.upload('enterprise', code, paper, 'again').expect(500);
  Object.assign(storage, { keep });
  expect([(await pool(code)).length, await unfiled()]).toEqual([0, 1]);
  await people.upload('enterprise', code, paper, 'again').expect(201);
  await removeUnfiled(service.dependencies)();
  expect(await unfiled()).toBe(1);
  await service.pool.query('delete from unfiled_objects');
  const old = `papers/${randomUUID()}`;
  await asOwner(
    service.database.url,
    sql`insert into intake.unfiled_objects (storage_key, created_at) values (${old}, now() - interval '61 minutes')`,
  );
  await removeUnfiled(service.dependencies)();
  expect(await unfiled()).toBe(0);
});

test('a paper handed in by mistake is withdrawn once, with its reason, and stands no more', async () => {
  const code = await people.registered();
  const { paperNo } = await people.givePaper('enterprise', code);
  const path = `/v1/projects/${code}/papers/${paperNo}/withdrawal`;
  const { body } = await people.send('enterprise', path, { reason: '误传' }).expect(200);
  expect(body).toMatchObject({ withdrawn: { by: 'owner-1', reason: '误传' } });
  expect(await pool(code, '?standing=true')).toEqual([]);
  const again = await people.send('enterprise', path, { reason: '误传' }).expect(409);
  expect(again.body).toMatchObject({ type: '/problems/paper-stands-no-more' });
});

test('enterprise and agents are told once, 30 days before a paper expires', async () => {
  const code = await people.registered();
  await people.mandated(code);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await people.givePaper('enterprise', code, { kind: 'land-document', expiresDay: inDays(40) });
  const soon = await people.givePaper('enterprise', code, { expiresDay: inDays(20) });
  const warn = warnOfPaperExpiry(service.dependencies);
  await Promise.all([warn(), warn()]);
  await warn();
  for (const who of ['enterprise', 'agent'] as const) {
    const { body } = await people.ask(who, '/v1/inbox/intake/notices').expect(200);
    const told = (body.items as unknown as { kind: string; about: string }[]).filter(
      ({ kind }) => kind === 'paper-expiring',
    );
    expect(told.map(({ about }) => about)).toEqual([soon.paperNo]);
  }
});

test('another enterprise, or an agent without a mandate, knows of no paper and gives none', async () => {
  const code = await people.registered();
  const { paperNo } = await people.givePaper('enterprise', code);
  for (const who of ['stranger', 'otherAgent'] as const) {
    await people.ask(who, `/v1/projects/${code}/papers`).expect(404);
    await people.ask(who, `/v1/projects/${code}/papers/${paperNo}/file`).expect(404);
    await people.upload(who, code).expect(404);
  }
});

test('the paper of one project is not found under another of the same enterprise', async () => {
  const { paperNo } = await people.givePaper('enterprise', await people.registered());
  const other = await people.registered();
  await people.ask('enterprise', `/v1/projects/${other}/papers/${paperNo}`).expect(404);
});

test('papers do not go along when a project is transferred: the new owner neither sees them nor is spared to hand in', async () => {
  const code = await withAPaper();
  const [{ paperNo } = { paperNo: '' }] = await pool(code);
  const transfer = { uscc: theirs, enterpriseName: '绍兴测试越瓷厨电有限公司', reason: '登记有误' };
  await people.send('administrator', `/v1/projects/${code}/transfer`, transfer).expect(200);
  const { body } = await people.ask('stranger', `/v1/projects/${code}/papers`).expect(200);
  expect(body.items).toEqual([]);
  for (const who of ['stranger', 'enterprise'] as const)
    await people.ask(who, `/v1/projects/${code}/papers/${paperNo}/file`).expect(404);
  await people.ask('supervisor', `/v1/projects/${code}/papers/${paperNo}`).expect(200);
  const { rowCount } = await service.pool.query(`select from project_papers where project_code = '${code}'`);
  expect(rowCount).toBe(0);
  expect(await people.givePaper('stranger', code)).toMatchObject({ version: 1, replaces: null });
});

test('other services read what papers stand, and nothing of a person or of where the content is', async () => {
  const code = await withAPaper();
  const approvals = openPool({ url: service.database.url, role: 'approval_workflows', max: 1 });
  const { rows } = await approvals.query<object>(
    `select * from intake.project_papers where project_code = '${code}'`,
  );
  await expect(approvals.query('select from intake.papers')).rejects.toThrow('permission denied');
  await approvals.end();
  expect(rows).toHaveLength(1);
  const shown = Object.keys(rows[0] ?? {});
  expect(shown.filter((name) => /by$|storage|key/.test(name) && name !== 'replaced_by')).toEqual([]);
});
