import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { z } from 'zod';
import type { ClaimsAnswer } from './read-claims.ts';
import type { ClaimAnswer } from './record-answer.ts';
import type { TaskRecord } from './task-record.ts';
import { anOrder, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';
import { forgetRecords } from './test-records.ts';

let service: TestService;
const { orderNo } = anOrder();
const issued = { orderNo, step: 'project-initiation', task: 'record', department: 'DRC' } as const;
beforeAll(async () => {
  service = await testService();
  service.office.now = morning('2017-06-20');
  const play = orderPlay(anOrder());
  play.finish('project-initiation', '2017-06-19');
  await play.putOnRecord(service);
});
afterAll(() => service.close());
beforeEach(() => forgetRecords(service, issued));

type Claim = z.output<typeof ClaimAnswer>;
type Claims = z.output<typeof ClaimsAnswer>;
/** What tests read of an answer; a field is there where its URL answers it. */
type Heard = Claim &
  Omit<Claims, 'items'> & {
    readonly type: string;
    readonly acts: readonly number[];
    readonly faults: readonly object[];
    readonly items: readonly {
      readonly about: string;
      readonly what: { zh: string };
      readonly actions: TaskActions;
    }[];
    readonly days: readonly { readonly events: readonly { id: string; what: { zh: string } }[] }[];
  } & Pick<z.output<typeof TaskRecord>, 'onRecord' | 'actions'>;
type TaskActions = z.output<typeof TaskRecord>['actions'];

const send = async (token: string, path: string, body: object) => {
  const headers = { Authorization: token, 'Idempotency-Key': randomUUID() };
  const answer = await request(service.url).post(path).set(headers).send(body);
  return { status: answer.status, body: answer.body as Heard };
};
const read = async (token: string, path: string): Promise<Heard> => {
  const answer = await request(service.url).get(path).set('Authorization', token);
  expect(answer.status).toBe(200);
  return answer.body as Heard;
};
const task = `/v1/tasks/${orderNo}/record`;
const opinion = { event: 2, claimedAt: '2017-06-16T15:00:00+08:00', note: '系统停机，先写在纸上' };
const claim = (some: object = {}, token = service.tokens.reviewer) =>
  send(token, `${task}/claims`, { ...opinion, ...some });
const decide = (no: number, body: object, token = service.tokens.supervisor) =>
  send(token, `${task}/claims/${no}/decision`, body);
const supervisorAndReviewer = () =>
  service.bearer({ subject: 'p-both', roles: ['reviewer', 'supervisor'], department: 'DRC' });
const problem = (code: string) => ({ status: 409, body: { type: `/problems/${code}` } });

test('a claim waits for a supervisor and is shown with the working days between', async () => {
  const { status, body } = await claim();
  expect([status, body]).toMatchObject([
    200,
    {
      ...{ event: 2, kind: 'review', what: { zh: '审查意见' }, workingDays: 1, by: 'p-2001', verdict: null },
      ...{ claimedAt: '2017-06-16T15:00:00+08:00', recordedAt: '2017-06-19T10:00:00+08:00' },
    },
  ]);
  const granted = await decide(body.no, { verdict: 'grant' });
  expect(granted.body).toMatchObject({ verdict: 'grant', decidedBy: 'p-1401', decisionNote: null });
  const { onRecord } = await read(service.tokens.checker, task);
  expect(onRecord.acts.map(({ no, kind }) => [no, kind])).toEqual([
    [2, 'review'],
    [3, 'check'],
  ]);
  expect(onRecord.claims).toEqual([granted.body]);
});

test('it changes neither ledger nor clock nor any state, and stands in the ledger of the order as an event', async () => {
  const rows = () =>
    Promise.all(
      ['orders', 'steps', 'tasks', 'ledger_changes'].map(
        async (table) => (await service.pool.query<object>(`select * from ${table} order by 1, 2, 3`)).rows,
      ),
    );
  const clock = async () => {
    const body: object = await read(service.tokens.supervisor, `/v1/progress/${orderNo}`);
    return JSON.stringify(body, (key, value: unknown) => (key === 'reasons' ? [] : value));
  };
  const before = [await rows(), await clock()];
  const { body } = await claim();
  await decide(body.no, { verdict: 'grant' });
  expect([await rows(), await clock()]).toEqual(before);
  const { days } = await read(service.tokens.enterprise, `/v1/progress/${orderNo}/ledger`);
  const events = days.flatMap((day) => day.events).filter(({ id }) => id.startsWith(`claim/${body.no}#`));
  expect(events.map(({ what }) => what.zh)).toEqual(['补录：2017-06-16T15:00:00+08:00', '批复补录：准予']);
});

test('an act can only have happened between the opening of its task and its instant on record', async () => {
  for (const claimedAt of [
    '2017-06-16T09:59:59+08:00',
    '2017-06-19T10:00:00+08:00',
    '2018-01-01T00:00:00Z',
  ]) {
    const { status, body } = await claim({ claimedAt });
    expect([status, body.faults]).toMatchObject([422, [{ at: '/claimedAt' }]]);
  }
  expect((await claim({ claimedAt: '2017-06-16T10:00:00+08:00' })).status).toBe(200);
});

test('only what the department did with the task can be claimed, once until it is denied', async () => {
  expect(await claim({ event: 1 })).toMatchObject({ ...problem('no-such-act'), body: { acts: [2, 3] } });
  const { body } = await claim();
  expect(await claim()).toMatchObject({ ...problem('claimed-already'), body: { no: body.no } });
  expect((await claim({ event: 3 })).status).toBe(200);
  expect(await decide(body.no, { verdict: 'deny' })).toMatchObject({
    status: 422,
    body: { faults: [{ at: '/note' }] },
  });
  expect((await decide(body.no, { verdict: 'deny', note: '纸上没有时间' })).body).toMatchObject({
    verdict: 'deny',
    decisionNote: '纸上没有时间',
  });
  expect((await claim()).status).toBe(200);
});

test('another department finds no such task, and who claimed does not decide', async () => {
  expect((await claim({}, service.tokens.elsewhere)).status).toBe(404);
  const both = await supervisorAndReviewer();
  const { body } = await claim({}, both);
  expect(await decide(body.no, { verdict: 'grant' }, both)).toMatchObject(problem('same-person'));
  expect((await decide(body.no + 1, { verdict: 'grant' })).status).toBe(404);
});

test('of two supervisors who decide at once one does, and of two who claim at once one has the claim', async () => {
  const claims = await Promise.all([claim(), claim({}, service.tokens.checker)]);
  expect(claims.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const no = claims.find(({ status }) => status === 200)?.body.no ?? 0;
  const other = await service.bearer({ subject: 'p-1402', roles: ['supervisor'] });
  const decisions = await Promise.all([
    decide(no, { verdict: 'grant' }),
    decide(no, { verdict: 'deny', note: '不准' }, other),
  ]);
  expect(decisions.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(decisions.find(({ status }) => status === 409)).toMatchObject(problem('decided-already'));
  const events = await service.pool.query(`select from events where workflow_id = $1`, [`claim/${no}`]);
  expect(events.rowCount).toBe(2);
});

test('what is listed is accepted, and listed no more once it is done', async () => {
  const actions = async (token: string) =>
    (await read(token, task)).actions.flatMap((one) => (one.href.includes('/claims') ? [one] : []));
  const [listed] = await actions(service.tokens.reviewer);
  expect(listed).toMatchObject({ action: 'claim', fields: ['event', 'claimedAt', 'note'] });
  for (const event of [2, 3])
    expect((await send(service.tokens.reviewer, listed?.href ?? '', { ...opinion, event })).status).toBe(200);
  expect(await actions(service.tokens.reviewer)).toEqual([]);

  const inbox = async () => (await read(service.tokens.supervisor, '/v1/inbox/approval-workflows')).items;
  const waiting = await inbox();
  expect(waiting).toMatchObject([{ kind: 'claim', what: { zh: '补录待批复' } }, { kind: 'claim' }]);
  const [grant, deny] = [waiting[0]?.actions[0], waiting[1]?.actions[1]];
  for (const action of [grant, deny]) {
    const body = { ...action?.body, ...(action?.fields.includes('note') && { note: '纸上没有时间' }) };
    expect((await send(service.tokens.supervisor, action?.href ?? '', body)).status).toBe(200);
    expect((await send(service.tokens.supervisor, action?.href ?? '', body)).status).toBe(409);
  }
  expect(await inbox()).toEqual([]);
});

test('a supervisor is told of a claim, and the department of the decision', async () => {
  const told = async (token: string) => {
    const { items } = await read(token, '/v1/inbox/approval-workflows/notices?limit=100');
    return items.flatMap(({ about, what }) => (about === `claim/${body.no}` ? [what.zh] : []));
  };
  const { body } = await claim();
  await decide(body.no, { verdict: 'deny', note: '纸上没有时间' });
  expect(await told(service.tokens.supervisor)).toEqual(['补录：2017-06-16T15:00:00+08:00']);
  expect(await told(service.tokens.reviewer)).toEqual(['批复补录：不准']);
  expect(await told(service.tokens.enterprise)).toEqual([]);
});

test('those who oversee see all claims, newest first, and the share of each department', async () => {
  const first = await claim();
  await decide(first.body.no, { verdict: 'grant' });
  service.office.now += 1_000;
  const second = await claim({ event: 3 });
  const path = '/v1/supervision/claims';
  const all = await read(service.tokens.supervisor, path);
  expect(all.items).toMatchObject([
    {
      no: second.body.no,
      task: 'record',
      department: 'DRC',
      actions: [{ action: 'grant' }, { action: 'deny' }],
    },
    { no: first.body.no, actions: [] },
  ]);
  expect(all).toMatchObject({
    from: '2017-01-01',
    departments: [{ department: 'DRC', acts: 2, granted: 1, waiting: 1, workingDays: 1, share: 0.5 }],
  });
  const page = await read(service.tokens.supervisor, `${path}?limit=1`);
  const next = await read(service.tokens.supervisor, `${path}?limit=1&cursor=${page.next}`);
  expect([...page.items, ...next.items]).toEqual(all.items);
  expect((await read(service.tokens.supervisor, `${path}?from=2017-06-20`)).departments).toEqual([]);
});

test('when a repair writes the step again under the next generation, acts count once and claims stay', async () => {
  const { body } = await claim();
  await decide(body.no, { verdict: 'grant' });
  await service.pool.query(`
    insert into events (workflow_id, generation, seq, order_no, step, case_no, at, kind, by, detail)
    select workflow_id, 2, seq, order_no, step, case_no, at, kind, by, detail from events
     where workflow_id like 'order/%' and generation = 1`);
  const { onRecord } = await read(service.tokens.reviewer, task);
  expect(onRecord.acts.map(({ no }) => no)).toEqual([2, 3]);
  expect(onRecord.claims).toMatchObject([{ no: body.no, verdict: 'grant' }]);
  const { days } = await read(service.tokens.supervisor, `/v1/progress/${orderNo}/ledger`);
  const ids = days.flatMap(({ events }) => events.map(({ id }) => id));
  expect(ids).toEqual(expect.arrayContaining([`claim/${body.no}#1`, `claim/${body.no}#2`]));
  const { departments } = await read(service.tokens.supervisor, '/v1/supervision/claims');
  expect(departments).toMatchObject([{ department: 'DRC', acts: 2, granted: 1, share: 0.5 }]);
});
