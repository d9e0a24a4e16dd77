import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPool } from '@doudi/infra/database';
import type { Caller } from '@doudi/infra/http';
import { asOwner } from '@doudi/testing/database/as-owner';
import request from 'supertest';
import sql from 'sql-template-tag';
import { sampleAgencies } from './samples/agencies.ts';
import { aCommissionFile, requestsOf } from './test-requests.ts';
import { agent, designer, enterprise, supervisor, testService, type TestService } from './test-service.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());

const ofAgency = (agencyNo: string): Caller => ({
  subject: `p-${agencyNo}`,
  roles: ['agency'],
  uscc: sampleAgencies.find((one) => one.agencyNo === agencyNo)!.uscc,
});
const [other, third] = [ofAgency('A017'), ofAgency('A018')];
const stranger: Caller = { ...enterprise, uscc: '91330683MAFAKE0274' };
const auditor: Caller = { subject: 'p-auditor', roles: ['auditor'] };

const recordOf = async (who: Caller, no: string) => (await people.read(who, `/v1/commissions/${no}`)).body;
const seenBy = async (who: Caller, no: string) => (await recordOf(who, no)).files.map(({ fileNo }) => fileNo);
const statusOf = async (who: Caller, no: string, fileNo: number) =>
  (await people.read(who, `/v1/commissions/${no}/files/${fileNo}`)).status;
const milestoneOf = async (no: string) => (await recordOf(supervisor, no)).milestones.at(-1);
const codeOf = ({ text }: { readonly text: string }) => (JSON.parse(text) as { type: string }).type;

/** A commission that the designer works on. */
async function aContract(agencyNo = 'A016', who: Caller = designer): Promise<string> {
  const no = await people.aCommission();
  await people.engage(no, agencyNo);
  expect((await people.act(who, no, 'signature')).status).toBe(200);
  return no;
}

test('a file is taken, listed with purpose, side and round, and downloaded as it was given, whatever it was called', async () => {
  const no = await aContract();
  const name = '../../<script>"设计”%2e%2e文本.exe';
  const reversed = await people.upload(designer, no, aCommissionFile('result', 'fdp.\u202eexe'));
  expect([reversed.status, reversed.body.faults.map(({ at }) => at)]).toEqual([400, ['query/name']]);
  const file = aCommissionFile('result', name);
  const { status, body } = await people.upload(designer, no, file);
  expect([status, body]).toMatchObject([201, { fileNo: 1, purpose: 'result', side: 'agency', name, round: 1, bytes: file.content.length }]);
  expect((await recordOf(enterprise, no)).files).toEqual([body]);
  const download = await request(service.url)
    .get(`/v1/commissions/${no}/files/1`)
    .set('Authorization', await service.tokenOf(enterprise));
  expect([(download.body as Buffer).toString(), download.headers['content-type']]).toEqual([file.content, 'application/pdf']);
  expect(download.headers['content-disposition']).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''\S+\.pdf$/);
}); // prettier-ignore

test('a repeated upload is answered as the first, also when its row of the key is lost; a foreign commission stays unknown', async () => {
  const no = await aContract();
  const [file, key] = [aCommissionFile('result'), randomUUID()];
  const first = await people.upload(designer, no, file, key);
  const again = await people.upload(designer, no, file, key);
  await service.pool.query('delete from idempotency_keys');
  const afterCrash = await people.upload(designer, no, file, key);
  expect([again.body, afterCrash.body, await seenBy(designer, no)]).toEqual([first.body, first.body, [1]]);
  for (const who of [stranger, other, agent])
    expect((await people.upload(who, no, aCommissionFile('contract'))).status).toBe(404);
});

test('each side gives what is its own to give, while it is the time', async () => {
  const no = await people.aCommission();
  const give = async (who: Caller, purpose: 'input' | 'contract' | 'result') =>
    (await people.upload(who, no, aCommissionFile(purpose))).status;
  expect([await give(enterprise, 'input'), await give(enterprise, 'contract')]).toEqual([201, 409]);
  expect([await give(enterprise, 'result'), await give(designer, 'result')]).toEqual([404, 404]);
  await people.engage(no);
  expect([await give(designer, 'contract'), await give(enterprise, 'contract')]).toEqual([201, 201]);
  expect([await give(designer, 'result'), await give(designer, 'input')]).toEqual([409, 404]);
  await people.act(designer, no, 'signature');
  expect(await give(designer, 'result')).toBe(201);
  await people.act(designer, no, 'deliverables');
  expect([await give(designer, 'result'), await give(enterprise, 'input')]).toEqual([409, 409]);
  await people.act(enterprise, no, 'acceptance');
  expect([await give(designer, 'contract'), await give(designer, 'result')]).toEqual([201, 409]);
});

test('what can be given now is among the actions of each side, and of who may bid nothing is', async () => {
  const no = await people.aCommission();
  const uploads = async (who: Caller) =>
    (await recordOf(who, no)).actions.map(({ href }) => href).filter((href) => href.includes('/files'));
  const path = `/v1/commissions/${no}/files?purpose=`;
  expect(await uploads(enterprise)).toEqual([`${path}input`]);
  await people.engage(no);
  expect(await uploads(enterprise)).toEqual([`${path}input`, `${path}contract`]);
  await people.act(designer, no, 'signature');
  expect(await uploads(designer)).toEqual([`${path}contract`, `${path}result`]);
  expect(await uploads(supervisor)).toEqual([]);
  const { items } = (await people.read(designer, '/v1/inbox/intermediary-market')).body as unknown as {
    items: { about: string; actions: { href: string }[] }[];
  };
  const waiting = items.find(({ about }) => about === no);
  expect(waiting?.actions.map(({ href }) => href)).toContain(`${path}result`);
});

test('inputs are read by whoever may bid, until the tender is closed to it', async () => {
  const no = await people.aCommission();
  await people.brief(no, { way: 'lowest-price' });
  const input = await people.giveFile(enterprise, no, 'input');
  expect(await statusOf(designer, no, input)).toBe(404);
  await people.act(enterprise, no, 'tender');
  for (const who of [designer, other]) expect(await statusOf(who, no, input)).toBe(200);
  expect(await statusOf(ofAgency(sampleAgencies.find(({ category }) => category === 'EIA')!.agencyNo), no, input)).toBe(404);
  for (const [who, priceYuan] of [[designer, 98_000], [other, 95_000]] as const)
    await people.act(who, no, 'bids', { priceYuan, days: 10, nonce: '9f86d081884c7d659a2feaa0c55ad015' });
  await service.endLimit(no);
  await people.act(enterprise, no, 'award');
  expect([await statusOf(other, no, input), await statusOf(designer, no, input), await statusOf(third, no, input)]).toEqual([200, 404, 404]);
  expect(await statusOf(auditor, no, input)).toBe(200);
}); // prettier-ignore

test('an agency that was replaced keeps reading its own round, and nothing of the next one', async () => {
  const no = await aContract();
  const ofFirst = [
    await people.giveFile(enterprise, no, 'input'),
    await people.giveFile(designer, no, 'contract'),
    await people.giveFile(designer, no, 'result'),
  ];
  await people.act(enterprise, no, 'replacement', { reason: '无成果' });
  const between = await people.giveFile(enterprise, no, 'input');
  await people.engage(no, 'A017');
  await people.act(other, no, 'signature');
  const ofSecond = [await people.giveFile(other, no, 'contract'), await people.giveFile(other, no, 'result')];
  expect(await seenBy(designer, no)).toEqual(ofFirst);
  expect(await seenBy(other, no)).toEqual([ofFirst[0], between, ...ofSecond]);
  expect(await seenBy(enterprise, no)).toEqual([...ofFirst, between, ...ofSecond]);
  expect(await statusOf(designer, no, ofSecond[1]!)).toBe(404);
  expect(await statusOf(other, no, ofFirst[2]!)).toBe(404);
  expect((await people.upload(designer, no, aCommissionFile('result'))).status).toBe(404);
});

test('a result names its files; those of another round, purpose or number are refused at their place', async () => {
  const no = await aContract();
  const contract = await people.giveFile(designer, no, 'contract');
  const results = [await people.giveFile(designer, no, 'result'), await people.giveFile(designer, no, 'result')];
  const refused = await people.act(designer, no, 'deliverables', { files: [results[0], contract, 99] });
  expect([refused.status, refused.body.faults.map(({ at }) => at)]).toEqual([422, ['/files/1', '/files/2']]);
  expect((await people.act(designer, no, 'deliverables', { files: results })).status).toBe(200);
  const { files } = await recordOf(enterprise, no);
  const sha256 = (files as unknown as { fileNo: number; sha256: string }[]).find(({ fileNo }) => fileNo === results[0])?.sha256;
  expect(await milestoneOf(no)).toMatchObject({ kind: 'deliver', files: results, sha256 });
}); // prettier-ignore

test('a result by its hash alone is still taken, and is linked to the file of this hash', async () => {
  const no = await aContract();
  const file = aCommissionFile('result');
  await people.upload(designer, no, file);
  await people.act(designer, no, 'deliverables', { sha256: '0a'.repeat(32) });
  expect(await milestoneOf(no)).toMatchObject({ files: [], sha256: '0a'.repeat(32) });
  await people.act(enterprise, no, 'return', { reason: '缺少节能篇章' });
  await people.act(designer, no, 'deliverables', { sha256: file.query.sha256 });
  expect(await milestoneOf(no)).toMatchObject({ files: [1], sha256: file.query.sha256 });
});

test('a signature cites the contract file, whose hash stays in the milestone', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  const file = aCommissionFile('contract');
  await people.upload(enterprise, no, file);
  const refused = await people.act(designer, no, 'signature', { contractFile: 2 });
  expect([refused.status, refused.body.faults.map(({ at }) => at)]).toEqual([422, ['/contractFile']]);
  await people.act(designer, no, 'signature', { contractFile: 1 });
  expect(await milestoneOf(no)).toMatchObject({ kind: 'sign', files: [1], sha256: file.query.sha256 });
});

test('intake is shown the files of accepted results alone, those of the last delivery, in its order', async () => {
  const no = await aContract();
  const results = [];
  for (let i = 0; i < 3; i++) results.push(await people.giveFile(designer, no, 'result'));
  const intake = openPool({ url: service.database.url, role: 'intake', max: 1 });
  const accepted = async () =>
    (await intake.query<{ no: number }>(`select file_no as no from intermediary_market.accepted_results where commission_no = '${no}' order by position`)).rows.map((row) => row.no); // prettier-ignore
  await people.act(designer, no, 'deliverables', { files: [results[0]] });
  await people.act(enterprise, no, 'return', { reason: '缺少日照分析' });
  await people.act(designer, no, 'deliverables', { files: [results[2], results[1]] });
  expect(await accepted()).toEqual([]);
  await people.act(enterprise, no, 'acceptance');
  expect(await accepted()).toEqual([results[2], results[1]]);
  await expect(intake.query('select from intermediary_market.commission_files')).rejects.toThrow('permission denied');
  await intake.end();
  expect(await people.messagesOf(no)).not.toContainEqual(expect.objectContaining({ event: expect.objectContaining({ files: expect.anything() as unknown }) as unknown }));
}); // prettier-ignore

test('of two files at once each has its number, and beyond what a side may hand in nothing is left', async () => {
  const no = await aContract();
  const numbers = await Promise.all([1, 2, 3].map(() => people.giveFile(designer, no, 'result')));
  expect(numbers.toSorted()).toEqual([1, 2, 3]);
  const kept = async () => (await readdir(join(service.folder, 'commissions'))).length;
  const before = await kept();
  const fill = sql`update intermediary_market.commission_files set bytes = 209715200 where commission_no = ${no}`;
  await asOwner(service.database.url, fill);
  await Promise.all([4, 5].map(() => people.giveFile(designer, no, 'result')));
  await asOwner(service.database.url, fill);
  const full = await people.upload(designer, no, aCommissionFile('result'));
  expect([full.status, codeOf(full)]).toEqual([409, '/problems/commission-files-full']);
  expect(await people.giveFile(enterprise, no, 'input')).toBe(6);
  const page = { ...aCommissionFile('contract'), content: '<html></html>' };
  expect((await people.upload(enterprise, no, page)).body.faults.map(({ at }) => at)).toEqual([
    '/sha256',
    '/',
  ]);
  expect(await kept()).toBe(before + 3);
});

test('an upload that comes after the engagement has lapsed is not taken, whether or not the lapse is written', async () => {
  const no = await people.aCommission();
  await people.engage(no);
  service.clock.at += 7 * 86_400_000;
  expect((await people.upload(designer, no, aCommissionFile('contract'))).status).toBe(404);
  expect((await people.upload(enterprise, no, aCommissionFile('contract'))).status).toBe(409);
});
