import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { insertLines, type AuditLine } from './audit-lines.ts';
import { auditTrail } from './audit-trail.ts';
import { testApp } from '@doudi/testing/http/test-app';

/** Every kind of line, in pairs of one instant; each is known by its request id. */
const lines: readonly AuditLine[] = [
  { status: 201, what: 'POST /v1/orders', who: 'p-1', at: '2026-03-02T23:59:59.999+08:00' },
  { status: 201, what: 'POST /v1/orders', who: 'p-2', at: '2026-03-02T23:59:59.999+08:00' },
  { status: 409, what: 'POST /v1/orders', who: 'p-1', at: '2026-03-03T00:00:00.000+08:00' },
  { status: 401, what: 'GET /v1/orders', who: null, at: '2026-03-03T00:00:00.000+08:00' },
  { status: 503, what: 'POST /v1/projects', who: 'p-2', at: '2026-03-03T23:59:59.999+08:00' },
  { status: 202, what: 'POST /v1/projects', who: 'p-2', at: '2026-03-04T00:00:00.000+08:00' },
].map(({ at, ...line }, index) => ({
  ...line,
  lineId: randomUUID(),
  path: '/v1/x',
  answeredAt: new Date(at),
  requestId: `r${index}`,
  problem: line.status < 400 ? null : 'some',
}));

let shell: Awaited<ReturnType<typeof testApp>>;
let auditor: string;
beforeAll(async () => {
  shell = await testApp([auditTrail('intake')]);
  auditor = await shell.identity.bearer({ subject: 'p-9', roles: ['auditor'] });
  await insertLines(shell.pool, lines);
});
afterAll(() => shell.close());

const read = async (query: Record<string, string>) =>
  (await request(shell.url).get('/v1/audit/intake').query(query).set('Authorization', auditor)).body as {
    items: { requestId: string }[];
    next: string | null;
  };
const idsOf = async (query: Record<string, string>) =>
  (await read(query)).items.map(({ requestId }) => requestId).sort();

test.each([
  [{}, ['r0', 'r1', 'r2', 'r3', 'r4', 'r5']],
  [{ who: 'p-1' }, ['r0', 'r2']],
  [{ what: 'POST /v1/orders' }, ['r0', 'r1', 'r2']],
  [{ outcome: 'done' }, ['r0', 'r1', 'r5']],
  [{ outcome: 'refused' }, ['r2', 'r3']],
  [{ outcome: 'failed' }, ['r4']],
  [{ from: '2026-03-03', until: '2026-03-03' }, ['r2', 'r3', 'r4']],
  [{ from: '2026-03-04' }, ['r5']],
  [{ until: '2026-03-02' }, ['r0', 'r1']],
  [{ who: 'p-2', outcome: 'done', from: '2026-03-03' }, ['r5']],
  [{ who: 'nobody' }, []],
  [{ from: '9999-12-31' }, []],
  [{ until: '0000-01-01' }, []],
] as [Record<string, string>, string[]][])('%j finds exactly its lines', async (query, ids) => {
  expect(await idsOf(query)).toEqual(ids);
});

test('the pages of one line each show every line once, newest first', async () => {
  const seen: { at: string; requestId: string }[] = [];
  for (let cursor = ''; ;) {
    const { items, next } = await read({ limit: '1', ...(cursor && { cursor }) });
    seen.push(...(items as typeof seen));
    if (!next) break;
    cursor = next;
  }
  expect(seen.map(({ requestId }) => requestId).sort()).toEqual(lines.map(({ requestId }) => requestId));
  const times = seen.map(({ at }) => at);
  expect(times).toEqual([...times].sort().reverse());
});

test('a line bears who, what, when in Asia/Shanghai and what became of it', async () => {
  const { items } = await read({ outcome: 'failed' });
  expect(items).toEqual([
    {
      ...{ at: '2026-03-03T23:59:59.999+08:00', who: 'p-2', what: 'POST /v1/projects', path: '/v1/x' },
      ...{ outcome: 'failed', status: 503, problem: '/problems/some', requestId: 'r4' },
    },
  ]);
});

test('an agent may not read it', async () => {
  const answer = await request(shell.url).get('/v1/audit/intake').set('Authorization', shell.agent);
  expect(answer.status).toBe(403);
});
