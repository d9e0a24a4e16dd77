import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { z } from 'zod';
import type { ProgressAnswer } from './progress-answer.ts';
import type { AmendmentAnswer } from './record-answer.ts';
import type { TaskRecord } from './task-record.ts';
import { anOrder, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';
import { forgetRecords } from './test-records.ts';

let service: TestService;
let head: string;
let reviewer: string;
/** Approved through to its permit, and closed. */
const order = anOrder();
const { orderNo } = order;
const permit = {
  orderNo,
  step: 'construction-permit',
  task: 'construction-permit',
  department: 'HCB',
} as const;
beforeAll(async () => {
  service = await testService();
  service.office.now = morning('2017-09-01');
  await approvedOrder().putOnRecord(service);
  head = await service.bearer({ subject: 'p-4006', roles: ['head'], department: 'HCB' });
  reviewer = await service.bearer({ subject: 'p-2006', roles: ['reviewer'], department: 'HCB' });
});
afterAll(() => service.close());
beforeEach(async () => {
  await forgetRecords(service, permit);
  service.office.now += 60_000;
});

function approvedOrder() {
  const play = orderPlay(order);
  for (const { code, tasks } of order.plan.steps)
    for (const { kind } of tasks) {
      if (kind === 'commission') play.hire(code, '2017-06-19');
      play.finish(code, '2017-06-19');
    }
  return play;
}

type Progress = z.output<typeof ProgressAnswer>;
type Heard = z.output<typeof AmendmentAnswer> &
  Pick<z.output<typeof TaskRecord>, 'onRecord' | 'task'> &
  Pick<Progress, 'steps' | 'ending' | 'actions'> & {
    readonly faults: readonly { readonly at: string }[];
    readonly items: readonly {
      readonly about: string;
      readonly what: { zh: string };
      readonly task: string;
      readonly status: number;
      readonly actions: Progress['actions'];
    }[];
    readonly days: readonly { readonly events: readonly { id: string; what: { zh: string } }[] }[];
  };

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
const task = `/v1/tasks/${orderNo}/construction-permit`;
const revocation = {
  ...{ kind: 'revocation', note: '申请材料系伪造', legalBasis: '《行政许可法》第六十九条第二款' },
  remedy: '不服的，可在六十日内申请行政复议',
};
const correction = { kind: 'correction', note: '建设单位名称有误', corrected: '建设单位：样例科技' };
const propose = (body: object, token = reviewer) => send(token, `${task}/amendments`, body);
const decide = (no: number, body: object, token = head) =>
  send(token, `${task}/amendments/${no}/decision`, body);
const problem = (code: string) => ({ status: 409, body: { type: `/problems/${code}` } });
const permitOf = ({ steps }: Heard) =>
  steps.flatMap(({ tasks }) => tasks).find(({ code }) => code === 'construction-permit');
const ofEnterprise = () => read(service.tokens.enterprise, `/v1/progress/${orderNo}`);

test('a revocation that the head grants is on record everywhere, with reason, legal basis and remedy', async () => {
  const { body } = await propose(revocation);
  expect(body).toMatchObject({ ...revocation, by: 'p-2006', verdict: null });
  expect(permitOf(await ofEnterprise())).toMatchObject({ revokedAt: null, reasons: [] });
  expect((await decide(body.no, { verdict: 'grant' })).body).toMatchObject({
    verdict: 'grant',
    decidedBy: 'p-4006',
  });

  const { kind: _kind, ...said } = revocation;
  const reason = {
    ...{ kind: 'decide-amendment', what: { zh: '撤销', en: 'revocation' }, amendment: 'revocation', ...said },
    ...{ department: 'HCB', verdict: 'grant', by: 'p-4006' },
  };
  const progress = await ofEnterprise();
  expect(permitOf(progress)).toMatchObject({ state: 'done', reasons: [reason] });
  expect(permitOf(progress)?.revokedAt).toBe(permitOf(progress)?.reasons[0]?.at);
  expect(progress.ending).toMatchObject({ outcome: 'approved', reasons: [], revocations: [reason] });
  expect((await read(reviewer, task)).onRecord.amendments).toMatchObject([{ ...said, verdict: 'grant' }]);
});

test('what is revoked has the national status 15 from then on, and no other task', async () => {
  const statuses = async () => {
    const { items } = await read(service.tokens.supervisor, '/v1/supervision/status-export');
    return items.map((line) => (line.task === permit.task ? `permit ${line.status}` : line.status));
  };
  const { body } = await propose(revocation);
  expect(new Set(await statuses())).toEqual(new Set([11, 'permit 11']));
  await decide(body.no, { verdict: 'grant' });
  expect(new Set(await statuses())).toEqual(new Set([11, 'permit 15']));
});

test('the applicant reads a correction once it is granted, and never one that was denied', async () => {
  const denied = await propose(correction);
  await decide(denied.body.no, { verdict: 'deny', note: '原证无误' });
  const reasons = async () => permitOf(await ofEnterprise())?.reasons.map(({ note }) => note);
  const before = (await reasons()) ?? [];
  expect(before).not.toContain(correction.note);
  const { body } = await propose(correction);
  await decide(body.no, { verdict: 'grant' });
  expect(await reasons()).toEqual([...before, correction.note]);
  expect(permitOf(await ofEnterprise())?.reasons.at(-1)).toMatchObject({
    what: { zh: '更正' },
    corrected: correction.corrected,
  });
  expect((await read(reviewer, task)).onRecord.amendments).toMatchObject([
    { verdict: 'deny', decisionNote: '原证无误' },
    { verdict: 'grant', corrected: correction.corrected },
  ]);
});

test('the ledger of the closed order shows who amended what, and no row of a workflow changes', async () => {
  const rows = () =>
    Promise.all(
      ['orders', 'steps', 'tasks', 'ledger_changes'].map(
        async (table) => (await service.pool.query<object>(`select * from ${table} order by 1, 2, 3`)).rows,
      ),
    );
  const before = await rows();
  const { body } = await propose(revocation);
  await decide(body.no, { verdict: 'deny', note: '事实不清' });
  expect(await rows()).toEqual(before);
  for (const step of ['', '?step=construction-permit']) {
    const { days } = await read(service.tokens.enterprise, `/v1/progress/${orderNo}/ledger${step}`);
    const events = days
      .flatMap((day) => day.events)
      .filter(({ id }) => id.startsWith(`amendment/${body.no}#`));
    expect(events.map(({ what }) => what.zh)).toEqual(['提请更正或撤销：撤销', '批复更正或撤销：撤销，不准']);
  }
});

test.each([
  [{ kind: 'revocation', note: '伪造' }, ['/legalBasis', '/remedy']],
  [{ ...revocation, corrected: '样例' }, ['/corrected']],
  [{ ...correction, remedy: '复议' }, ['/remedy']],
  [{ kind: 'correction', note: '有误' }, ['/corrected']],
])('an amendment says what its kind needs and nothing else: %o', async (body, at) => {
  const answer = await propose(body);
  expect([answer.status, answer.body.faults.map((fault) => fault.at)]).toEqual([422, at]);
});

test('only a result is amended, one amendment at a time, and none after a revocation', async () => {
  const open = anOrder({ orderNo: 'O201706160002' });
  await orderPlay(open).putOnRecord(service);
  const notYet = await send(
    service.tokens.reviewer,
    `/v1/tasks/${open.orderNo}/record/amendments`,
    correction,
  );
  expect(notYet).toMatchObject(problem('not-issued'));
  const { body } = await propose(revocation);
  expect(await propose(correction)).toMatchObject({
    ...problem('amendment-pending'),
    body: { no: body.no },
  });
  await decide(body.no, { verdict: 'grant' });
  expect(await propose(correction)).toMatchObject(problem('revoked-already'));
});

test('the head of the department decides, once, and not what he proposed', async () => {
  const both = await service.bearer({ subject: 'p-9', roles: ['head', 'checker'], department: 'HCB' });
  const { body } = await propose(correction, both);
  expect(await decide(body.no, { verdict: 'grant' }, both)).toMatchObject(problem('same-person'));
  expect((await decide(body.no, { verdict: 'grant' }, service.tokens.head)).status).toBe(404);
  expect((await decide(body.no, { verdict: 'deny' })).status).toBe(422);
  expect((await decide(body.no, { verdict: 'grant', note: '同意' })).status).toBe(422);
  const other = await service.bearer({ subject: 'p-4007', roles: ['head'], department: 'HCB' });
  const decisions = await Promise.all([
    decide(body.no, { verdict: 'grant' }),
    decide(body.no, { verdict: 'deny', note: '不准' }, other),
  ]);
  expect(decisions.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(decisions.find(({ status }) => status === 409)).toMatchObject(problem('decided-already'));
});

test('of two who propose at once one waits for the head', async () => {
  const checker = await service.bearer({ subject: 'p-3006', roles: ['checker'], department: 'HCB' });
  const proposals = await Promise.all([propose(correction), propose(revocation, checker)]);
  expect(proposals.map(({ status }) => status).toSorted()).toEqual([200, 409]);
});

test('the applicant is told of what was granted, the head of what waits, the department of each decision', async () => {
  const told = async (token: string, no: number) => {
    const { items } = await read(token, '/v1/inbox/approval-workflows/notices?limit=100');
    return items.flatMap(({ about, what }) => (about === `amendment/${no}` ? [what.zh] : []));
  };
  const denied = (await propose(correction)).body.no;
  await decide(denied, { verdict: 'deny', note: '原证无误' });
  const { no } = (await propose(revocation)).body;
  await decide(no, { verdict: 'grant' });
  expect(await told(service.tokens.enterprise, denied)).toEqual([]);
  expect(await told(service.tokens.enterprise, no)).toEqual(['批复更正或撤销：撤销，准予']);
  expect(await told(head, no)).toEqual(['提请更正或撤销：撤销']);
  expect(await told(reviewer, denied)).toEqual(['批复更正或撤销：更正，不准']);
});

test('what is listed is accepted, and listed no more once it is done', async () => {
  const listed = async (token: string) =>
    (await read(token, task)).actions.filter(({ href }) => href.includes('/amendments'));
  const [correct, revoke] = await listed(reviewer);
  expect([correct?.action, revoke?.action]).toEqual(['correct', 'revoke']);
  const { kind: _kind, ...fields } = revocation;
  expect(Object.keys(fields)).toEqual(revoke?.fields);
  expect((await send(reviewer, revoke?.href ?? '', { ...revoke?.body, ...fields })).status).toBe(200);
  expect(await listed(reviewer)).toEqual([]);
  const { items } = await read(head, '/v1/inbox/approval-workflows');
  expect(items).toMatchObject([{ kind: 'amendment', what: { zh: '更正或撤销待批复' }, task: permit.task }]);
  expect(items[0]?.actions).toEqual(await listed(head));
  const [grant] = items[0]?.actions ?? [];
  expect((await send(head, grant?.href ?? '', { ...grant?.body })).status).toBe(200);
  expect((await send(head, grant?.href ?? '', { ...grant?.body })).status).toBe(409);
  expect((await read(head, '/v1/inbox/approval-workflows')).items).toEqual([]);
});
