import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeUnfiled } from '@doudi/infra/storage';
import { asOwner } from '@doudi/testing/database/as-owner';
import { openCase, type Case, type Department } from '@doudi/workflows';
import request from 'supertest';
import sql from 'sql-template-tag';
import { anOrder, orderWithACase, receivedAt, testService, type TestService } from './test-service.ts';

type Who = keyof TestService['tokens'];
interface Shown {
  readonly no: number;
  readonly name: string;
  readonly hash: string;
  readonly href: string;
}

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

let orders = 0;
/** A case of an order of the enterprise, to which a department is held. */
async function aCase(changes: Partial<Case> = {}): Promise<string> {
  const order = anOrder({ orderNo: `O20170616${String((orders += 1)).padStart(4, '0')}` });
  const caseNo = await orderWithACase(service, order);
  await write(caseNo, order.orderNo, changes);
  return caseNo;
}
async function write(caseNo: string, orderNo: string, changes: Partial<Case>): Promise<void> {
  const opened = openCase({
    openedAt: receivedAt,
    way: 'timeout',
    cause: 'timeout',
    orderNo,
    step: 'planning',
  });
  const one = { ...opened, lead: 'DRC' as Department, events: 2, ...changes };
  await service.activities.projectCase({ caseNo }, { caseNo, generation: 1, case: one, events: [] });
}

const aFile = (content: Buffer = Buffer.from(`%PDF-1.7\n% ${randomUUID()}\n%%EOF\n`)) => ({
  content,
  says: { name: '现场照片', sha256: createHash('sha256').update(content).digest('hex') },
});
const give = (who: Who, caseNo: string, { content, says } = aFile(), key: string = randomUUID()) =>
  request(service.url)
    .post(`/v1/cases/${caseNo}/attachments`)
    .query(says)
    .set({ Authorization: service.tokens[who], 'Idempotency-Key': key, 'Content-Type': 'application/pdf' })
    .send(content);
const read = (who: Who, path: string) =>
  request(service.url).get(path).set('Authorization', service.tokens[who]);
async function attachmentsOf(who: Who, caseNo: string): Promise<readonly Shown[]> {
  const answer = await read(who, `/v1/cases/${caseNo}`).expect(200);
  return (answer.body as { attachments: readonly Shown[] }).attachments;
}
const kept = async () => (await readdir(join(service.folder, 'cases')).catch(() => [])).length;
const unfiled = async () => (await service.pool.query('select from unfiled_objects')).rowCount;
const typeOf = ({ body }: { readonly body: unknown }) => (body as { type: string }).type;

test('a file is taken from the window, the applicant and a department of the case, listed, and downloaded as it was given', async () => {
  const caseNo = await aCase();
  const file = aFile();
  const given = await give('officer', caseNo, file).expect(201);
  expect(given.headers['location']).toBe(`/v1/cases/${caseNo}/attachments/1`);
  expect(given.body).toMatchObject({ no: 1, name: '现场照片', type: 'application/pdf', hash: file.says.sha256, by: 'p-1301' });
  await give('enterprise', caseNo).expect(201);
  await give('reviewer', caseNo).expect(201);
  expect((await attachmentsOf('enterprise', caseNo)).map(({ no }) => no)).toEqual([1, 2, 3]);
  const answer = await read('enterprise', (given.body as Shown).href).expect(200);
  expect(Buffer.compare(answer.body as Buffer, file.content)).toBe(0);
  expect(answer.headers['content-disposition']).toContain(encodeURIComponent('现场照片.pdf'));
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
}); // prettier-ignore

test('who does not read the case neither gives nor reads a file of it', async () => {
  const caseNo = await aCase();
  await give('officer', caseNo).expect(201);
  for (const who of ['stranger', 'elsewhere'] as const) {
    await give(who, caseNo).expect(404);
    await read(who, `/v1/cases/${caseNo}/attachments/1`).expect(404);
  }
  await give('supervisor', caseNo).expect(403);
  await read('supervisor', `/v1/cases/${caseNo}/attachments/1`).expect(200);
  await read('officer', `/v1/cases/${caseNo}/attachments/2`).expect(404);
});

test('a repeated upload is answered as the first, also when the row of its key is lost', async () => {
  const caseNo = await aCase();
  const [file, key] = [aFile(), randomUUID()];
  const first = await give('enterprise', caseNo, file, key).expect(201);
  await service.pool.query('delete from idempotency_keys');
  const again = await give('enterprise', caseNo, file, key).expect(201);
  expect(again.body).toEqual(first.body);
  expect((await attachmentsOf('officer', caseNo)).length).toBe(1);
});

test('a case that is closed takes no file', async () => {
  const closed = { state: 'closed', outcome: 'settled-by-transfer', closedAt: receivedAt + 1 } as const;
  const caseNo = await aCase(closed);
  const answer = await give('officer', caseNo).expect(409);
  expect(answer.body).toMatchObject({ type: '/problems/case-closed', outcome: 'settled-by-transfer' });
});

test('a case takes twenty files, also when they come at once', async () => {
  const caseNo = await aCase();
  for (let no = 1; no <= 17; no += 1) await give('officer', caseNo).expect(201);
  const answers = await Promise.all(Array.from({ length: 5 }, () => give('officer', caseNo)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409]);
  expect(answers.filter(({ status }) => status === 409).map(typeOf)).toEqual([
    ...['/problems/attachments-full', '/problems/attachments-full'],
  ]);
  const numbers = (await attachmentsOf('officer', caseNo)).map(({ no }) => no);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_none, place) => place + 1));
}, 30_000);

test('a file of another type, another hash, or too large leaves nothing', async () => {
  const caseNo = await aCase();
  const before = [await kept(), await unfiled()];
  await give('officer', caseNo, aFile(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).expect(422);
  const { content } = aFile();
  await give('officer', caseNo, { content, says: { name: 'x', sha256: 'a'.repeat(64) } }).expect(422);
  const large = aFile(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(20_971_520)]));
  const sent = await give('officer', caseNo, large).then(({ status }) => status, () => 413);
  expect(sent).toBe(413);
  expect([await kept(), await unfiled()]).toEqual(before);
  expect(await attachmentsOf('officer', caseNo)).toEqual([]);
}); // prettier-ignore

test('what was kept before the service ended is removed, and what a slow request still wants to name is not named', async () => {
  const caseNo = await aCase();
  const { storage } = service.dependencies;
  const { keep } = storage;
  // the sweep comes between the content and its row
  Object.assign(storage, {
    keep: async (...args: Parameters<typeof keep>) => {
      await keep(...args);
      await asOwner(
        service.database.url,
        sql`update approval_workflows.unfiled_objects set created_at = now() - interval '61 minutes'`,
      );
      await removeUnfiled(service.dependencies)();
    },
  });
  await give('officer', caseNo).expect(500);
  Object.assign(storage, { keep });
  expect(await attachmentsOf('officer', caseNo)).toEqual([]);
  const named = (await service.pool.query('select from case_attachments')).rowCount;
  expect([await kept(), await unfiled()]).toEqual([named, 0]);
});

test('a file of a case that was merged is read by who reaches that case, and nobody else', async () => {
  const [survivor, merged] = [await aCase(), await aCase()];
  await give('officer', merged).expect(201);
  await asOwner(
    service.database.url,
    sql`update approval_workflows.cases set merged_into = ${survivor}, departments = '{NRP}' where case_no = ${merged}`,
  );
  expect((await attachmentsOf('officer', survivor)).map(({ href }) => href)).toEqual([
    `/v1/cases/${merged}/attachments/1`,
  ]);
  expect(await attachmentsOf('reviewer', survivor)).toEqual([]);
  await read('elsewhere', `/v1/cases/${merged}/attachments/1`).expect(200);
  await give('officer', merged).expect(409);
});
