import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { openPool } from '@doudi/infra/database';
import { removeUnfiled } from '@doudi/infra/storage';
import { asOwner } from '@doudi/testing/database/as-owner';
import { giveAgency, giveResult } from '@doudi/testing/database/give-results';
import { type Day, papersChannel, type TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { adoptResults } from './adopt-results.ts';
import { holdDue } from './result-adoptions.ts';
import { requestsOf } from './test-requests.ts';
import { ours, testService, theirs, type TestService } from './test-service.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
  await giveAgency(service.database.url);
});
afterAll(() => service.close());

interface Listed {
  readonly paperNo: string;
  readonly kind: string;
  readonly name: string;
  readonly version: number;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly givenBy: string;
  readonly sha256: string;
  readonly fromCommission: { readonly commissionNo: string; readonly fileNo: number } | null;
}
const pool = async (code: string, query = ''): Promise<readonly Listed[]> => {
  const { body } = await people.ask('enterprise', `/v1/projects/${code}/papers${query}`).expect(200);
  return body.items as unknown as readonly Listed[];
};

/** What intake logs, and a look of intake for accepted results. */
const logged: { readonly commissionNo?: string; readonly said: string }[] = [];
const logger = { error: (about: object, said: string) => void logged.push({ ...about, said }) };
const adopt = (changes: object = {}) => adoptResults({ ...service.dependencies, logger: logger as never, ...changes })(); // prettier-ignore

const accept = async (projectCode: string, task: TaskCode = 'scheme-design', { at = new Date(), files = 1, uscc = ours } = {}) => {
  const commissionNo = `C${randomUUID()}`;
  const given = { commissionNo, projectCode, uscc, task, acceptedAt: at, files };
  return { commissionNo, files: await giveResult(service.database.url, service.folder, given) };
}; // prettier-ignore
const anHourAgo = () => new Date(Date.now() - 3_600_000);
const adoptionOf = async (commissionNo: string) =>
  (
    await service.pool.query<{
      outcome: string | null;
      fault: string | null;
      attempts: number;
      waits: number;
    }>(sql`
      select outcome, fault, attempts, extract(epoch from not_before - now())::float8 as waits
        from result_adoptions where commission_no = ${commissionNo}`)
  ).rows;
/** The pause after a failed attempt is over. */
const endPause = () => service.pool.query('update result_adoptions set not_before = now()');

test('the files of an accepted result are papers, the first of the kind its review asks for, each once however often it is looked', async () => {
  const code = await people.registered();
  const { commissionNo, files } = await accept(code, 'scheme-design', { files: 3 });
  await Promise.all([adopt(), adopt()]);
  await adopt();
  // two looks at once may take the files in either order
  const fileOf = ({ fromCommission }: Listed) => fromCommission?.fileNo ?? 0;
  const papers = (await pool(code)).toSorted((one, other) => fileOf(one) - fileOf(other));
  expect(papers.map(({ kind }) => kind)).toEqual(['scheme-text', 'other-paper', 'other-paper']);
  expect(papers.map((paper) => paper.fromCommission)).toEqual([1, 2, 3].map((fileNo) => ({ commissionNo, fileNo })));
  expect(papers[0]).toMatchObject({ name: '成果1.pdf', version: 1, replaces: null, givenBy: 'p-owner' });
  const { rows } = await service.pool.query<{ key: string }>(`select storage_key as key from papers where paper_no = '${papers[0]!.paperNo}'`);
  expect(rows[0]!.key).toMatch(/^papers\//);
  expect(await readFile(join(service.folder, rows[0]!.key), 'utf8')).toBe(files[0]!.content);
}); // prettier-ignore

test.each([
  ['eia-report', 'eia-document'],
  ['construction-drawings', 'fire-design'],
  ['drawing-review', 'other-paper'],
] as const)('the result of %s is a paper of kind %s', async (task, kind) => {
  const code = await people.registered();
  await accept(code, task);
  await adopt();
  expect((await pool(code)).map((paper) => paper.kind)).toEqual([kind]);
});

test('what an owner commissioned without an order is the paper it was commissioned for, beside others of its kind', async () => {
  const code = await people.registered();
  const survey = { topics: ['planning-survey', 'land-survey'], scope: '一期厂房', number: '样例测2026-1', expiresDay: '2099-03-01' as Day } as const;
  const accepted = (one: string) => giveResult(service.database.url, service.folder, {
    ...{ commissionNo: `CE${one}`, projectCode: code, uscc: ours, task: 'scheme-design', survey, acceptedAt: new Date(), files: 2 },
  });
  await accepted('202603020001');
  await adopt();
  await accepted('202603020002');
  await adopt();
  const papers = await pool(code, '?standing=true');
  expect(papers.map(({ kind }) => kind).toSorted()).toEqual(['joint-survey', 'joint-survey', 'other-paper', 'other-paper']);
  for (const paper of papers)
    expect(paper).toMatchObject(
      paper.kind === 'joint-survey' ? { ...survey, version: 1 } : { topics: [], scope: null, number: null, expiresDay: null },
    );
}); // prettier-ignore

test('other services are told of the paper, as of every other', async () => {
  const approvals = openPool({ url: service.database.url, role: 'approval_workflows', max: 1 });
  const client = await approvals.connect();
  await client.query(`listen ${papersChannel}`);
  const told = once(client, 'notification');
  const code = await people.registered();
  await accept(code);
  await adopt();
  expect(await told).toMatchObject([{ payload: code }]);
  const { rows } = await client.query<object>(
    `select kind from intake.project_papers where project_code = '${code}'`,
  );
  expect(rows).toEqual([{ kind: 'scheme-text' }]);
  client.release();
  await approvals.end();
});

test('a later accepted result of the same task replaces the paper of the one before, at each place of its own', async () => {
  const code = await people.registered();
  await accept(code, 'scheme-design', { at: anHourAgo(), files: 2 });
  await accept(code, 'drawing-review', { at: anHourAgo() });
  await adopt();
  const before = await pool(code);
  await accept(code, 'scheme-design', { files: 2, at: new Date(Date.now() + 1000) });
  await accept(code, 'drawing-review', { at: new Date(Date.now() + 1000) });
  await adopt();
  const standing = await pool(code, '?standing=true');
  expect(standing.map(({ replaces }) => replaces).toSorted()).toEqual(before.map(({ paperNo }) => paperNo).toSorted());
  expect(standing.every(({ version }) => version === 2)).toBe(true);
}); // prettier-ignore

test('it replaces what the owner had handed in before, and nothing that was handed in after it was accepted', async () => {
  const code = await people.registered();
  const { paperNo } = await people.givePaper('enterprise', code, { kind: 'scheme-text' });
  await accept(code, 'scheme-design', { at: new Date(Date.now() + 1000) });
  await adopt();
  expect((await pool(code)).at(-1)).toMatchObject({ replaces: paperNo, version: 2 });
  const other = await people.registered();
  const { commissionNo } = await accept(other, 'scheme-design', { at: anHourAgo() });
  const byHand = await people.givePaper('enterprise', other, { kind: 'scheme-text' });
  await adopt();
  expect((await pool(other)).map((paper) => paper.paperNo)).toEqual([byHand.paperNo]);
  expect(await adoptionOf(commissionNo)).toMatchObject([{ outcome: 'superseded' }]);
});

test('a paper that was withdrawn by hand does not come back', async () => {
  const code = await people.registered();
  await accept(code);
  await adopt();
  const [{ paperNo } = { paperNo: '' }] = await pool(code);
  await people.send('enterprise', `/v1/projects/${code}/papers/${paperNo}/withdrawal`, { reason: '有误' }).expect(200);
  await endPause();
  await adopt();
  expect([(await pool(code)).length, await pool(code, '?standing=true')]).toEqual([1, []]);
}); // prettier-ignore

test('a result of a project that was transferred since is no paper of its new owner', async () => {
  const code = await people.registered();
  const { commissionNo } = await accept(code);
  const transfer = { uscc: theirs, enterpriseName: '绍兴测试越瓷厨电有限公司', reason: '登记有误' };
  await people.send('administrator', `/v1/projects/${code}/transfer`, transfer).expect(200);
  await adopt();
  expect(await adoptionOf(commissionNo)).toMatchObject([{ outcome: 'owner-changed' }]);
  const { body } = await people.ask('supervisor', `/v1/projects/${code}/papers`).expect(200);
  expect(body.items).toEqual([]);
});

const keys = async (table: string) =>
  (await service.pool.query<{ key: string }>(`select storage_key as key from ${table}`)).rows.map(({ key }) => key); // prettier-ignore

test('cut off after its copy, or in the midst of its rows, a result is a paper at the next look, and what was left is removed', async () => {
  const code = await people.registered();
  const { commissionNo } = await accept(code);
  const { storage } = service.dependencies;
  const copyAndDie = async (from: string, to: string) => {
    await storage.copy(from, to);
    throw new Error('cut off');
  };
  await adopt({ storage: { ...storage, copy: copyAndDie } });
  await asOwner(service.database.url, sql`revoke insert on intake.papers from intake`);
  await endPause();
  await adopt();
  expect([await pool(code), await adoptionOf(commissionNo)]).toMatchObject([[], [{ outcome: null, fault: 'failed', attempts: 2 }]]);
  await asOwner(service.database.url, sql`grant insert on intake.papers to intake`);
  await endPause();
  await adopt();
  expect((await pool(code)).map(({ kind }) => kind)).toEqual(['scheme-text']);
  expect((await adoptionOf(commissionNo))[0]).toMatchObject({ outcome: 'adopted', fault: null });
  expect((await keys('unfiled_objects')).length).toBe(2);
  await asOwner(service.database.url, sql`update intake.unfiled_objects set created_at = now() - interval '61 minutes'`);
  await removeUnfiled(service.dependencies)();
  expect((await readdir(join(service.folder, 'papers'))).map((name) => `papers/${name}`).toSorted()).toEqual((await keys('papers')).toSorted());
}); // prettier-ignore

test('a process that dies in the midst of it leaves nothing held: the next one takes over at once', async () => {
  const code = await people.registered();
  const { commissionNo } = await accept(code);
  await service.pool.query(sql`insert into result_adoptions (commission_no, file_no) values (${commissionNo}, 1)`);
  const dying = openPool({ url: service.database.url, role: 'intake', max: 1 });
  const client = await dying.connect();
  client.on('error', () => undefined);
  await client.query('begin');
  expect(await holdDue(client, { commissionNo, fileNo: 1 })).toBe(true);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await adopt();
  expect(await pool(code)).toEqual([]);
  // waits until the session is over
  await asOwner(service.database.url, sql`select pg_terminate_backend(${rows[0]!.pid}, 10000)`);
  await adopt();
  expect((await pool(code)).length).toBe(1);
  client.release(true);
  await dying.end();
}); // prettier-ignore

test('content that is missing or another is logged once, tried again after growing pauses, and a paper when it is back', async () => {
  const code = await people.registered();
  const { commissionNo, files } = await accept(code);
  const path = join(service.folder, files[0]!.storageKey);
  await rename(path, `${path}-away`);
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    await endPause();
    await adopt();
    await adopt();
    pauses.push(Math.round((await adoptionOf(commissionNo))[0]!.waits / 10));
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
  expect(logged.filter((one) => one.commissionNo === commissionNo)).toMatchObject([{ said: expect.stringContaining('storage of files') as unknown }]);
  await rename(`${path}-away`, path);
  await endPause();
  await adopt();
  expect((await pool(code)).length).toBe(1);
  const other = await accept(await people.registered());
  await truncate(join(service.folder, other.files[0]!.storageKey), 3);
  await adopt();
  expect(await adoptionOf(other.commissionNo)).toMatchObject([{ outcome: null, fault: 'content-missing' }]);
}); // prettier-ignore

test('an older result whose content comes back late does not replace what was accepted after it', async () => {
  const code = await people.registered();
  const { commissionNo, files } = await accept(code, 'drawing-review', { at: anHourAgo() });
  const path = join(service.folder, files[0]!.storageKey);
  await rename(path, `${path}-away`);
  const newer = await accept(code, 'drawing-review');
  await adopt();
  await rename(`${path}-away`, path);
  await endPause();
  await adopt();
  expect((await pool(code)).map((paper) => paper.fromCommission?.commissionNo)).toEqual([newer.commissionNo]);
  expect(await adoptionOf(commissionNo)).toMatchObject([{ outcome: 'superseded' }]);
});
