import { randomUUID } from 'node:crypto';
import { givePapers } from '@doudi/testing/database/give-papers';
import {
  paperKinds,
  planFor,
  type Day,
  type Plan,
  type ReceivedOrder,
  type StepEvent,
} from '@doudi/workflows';
import request from 'supertest';
import type { z } from 'zod';
import type { ProgressAnswer } from './progress-answer.ts';
import { sweepArrivals } from './send-arrivals.ts';
import { anOrder, receivedAt, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';

let service: TestService;
let serial = 0;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());
beforeEach(() => {
  service.office.now = receivedAt;
  service.workflows.asked.length = 0;
  service.workflows.answer = { task: 'record', state: 'reviewing', at: receivedAt, stepClosed: false };
});

const lacking = ['truth-statement'] as const;
const day = '2017-06-19' as Day;
const statement = '承诺如期补交';
const byDepartment = (subject: string) => ({ subject, department: 'DRC' });

/** An order of its own project, which lacks only a minor paper of its first task. */
async function lackingOrder(): Promise<ReceivedOrder> {
  const no = String(++serial).padStart(4, '0');
  const order = anOrder({ orderNo: `O20170616${no}`, projectCode: `2017-330683-29-03-00${no}` });
  const given = paperKinds.filter((kind) => kind !== lacking[0]);
  await givePapers(service.database.url, order, given);
  return order;
}

const promised: StepEvent = {
  ...{ kind: 'promise', task: 'record', by: { subject: 'p-1101' }, at: receivedAt },
  ...{ kinds: lacking, day, missing: lacking },
};
const reviewed: StepEvent = {
  ...{ kind: 'review', task: 'record', by: byDepartment('p-2001'), at: receivedAt },
  ...{ opinion: 'approve', missing: lacking },
};
const approved: StepEvent = {
  ...{ kind: 'check', task: 'record', by: byDepartment('p-3001'), at: receivedAt },
  ...{ verdict: 'approve', missing: lacking },
};
const arrived = (at: number): StepEvent => ({
  ...{ kind: 'papers-arrived', task: 'record', by: { subject: 'intake' }, at, kinds: lacking, since: at },
});
const brokenAt = morning('2017-06-23');
const broken: StepEvent = { kind: 'promise-broken', task: 'record', by: { subject: 'clock' }, at: brokenAt };

/** The order with these events of its first step on record. */
async function onRecord(order: ReceivedOrder, ...events: StepEvent[]): Promise<void> {
  const play = orderPlay(order);
  for (const event of events) play.take('project-initiation', event);
  await play.putOnRecord(service);
}

type Person = keyof TestService['tokens'];
interface Heard extends z.output<typeof ProgressAnswer> {
  readonly type: string;
  readonly items: readonly {
    readonly kind: string;
    readonly about: string;
    readonly task: string;
    readonly orderNo: string;
  }[];
}
async function read(who: Person, path: string): Promise<Heard> {
  const asked = request(service.url).get(path).set('Authorization', service.tokens[who]);
  return (await asked.expect(200)).body as Heard;
}
const post = (who: Person, path: string, body: object) => postWith(service.tokens[who], path, body);
async function postWith(token: string, path: string, body: object) {
  const headers = { Authorization: token, 'Idempotency-Key': randomUUID() };
  const answer = await request(service.url).post(path).set(headers).send(body);
  return { ...(answer.body as Partial<Heard>), status: answer.status };
}
const promise = (orderNo: string, who: Person, more: object = {}) =>
  post(who, `/v1/tasks/${orderNo}/record/promise`, { papers: lacking, day, statement, ...more });
const taskOf = async (orderNo: string) =>
  (await read('enterprise', `/v1/progress/${orderNo}`)).steps[0]!.tasks[0]!;
const actionsOf = async (orderNo: string) =>
  (await read('enterprise', `/v1/progress/${orderNo}`)).actions.map(({ action }) => action);

test('a promise reaches the step with what is missing; a stranger knows of no such order', async () => {
  const order = await lackingOrder();
  await onRecord(order);
  expect(await actionsOf(order.orderNo)).toContain('promise');
  expect(await promise(order.orderNo, 'stranger')).toMatchObject({ status: 404 });
  expect(await promise(order.orderNo, 'enterprise', { papers: [...lacking, ...lacking] })).toMatchObject({
    status: 422,
  });
  expect(await promise(order.orderNo, 'enterprise')).toMatchObject({ status: 200 });
  expect(service.workflows.asked.map(({ arg }) => arg)).toMatchObject([
    { by: { subject: 'p-1101' }, act: { kind: 'promise', kinds: lacking, day, missing: lacking } },
  ]);
});

test('what is promised stands with its paper and in the inbox of the enterprise, late once its day has passed', async () => {
  const order = await lackingOrder();
  await onRecord(order, promised);
  const { papers, promises } = await taskOf(order.orderNo);
  expect(papers.find(({ kind }) => kind === lacking[0])).toMatchObject({ standing: 'promised' });
  expect(promises).toMatchObject([{ papers: lacking, day, missedAt: null, keptAt: null }]);
  const waiting = async () => {
    const { items } = await read('enterprise', '/v1/inbox/approval-workflows?limit=100');
    return items.filter(({ about }) => about === `${order.orderNo}/record#promise`);
  };
  expect(await waiting()).toMatchObject([{ kind: 'promise', dueDay: day, isLate: false }]);
  service.office.now = morning('2017-06-20');
  expect(await waiting()).toMatchObject([{ isLate: true }]);
  expect((await taskOf(order.orderNo)).promises[0]?.missedAt).toBe('2017-06-19T17:00:00+08:00');
});

test('a withheld approval has issued nothing and nothing is handed over, until the papers are in', async () => {
  const [waiting, issued] = [await lackingOrder(), await lackingOrder()];
  await onRecord(waiting, promised, reviewed, approved);
  await onRecord(issued, promised, reviewed, approved, arrived(morning('2017-06-19')));
  service.office.now = morning('2017-06-20');
  const results = async ({ orderNo }: ReceivedOrder) =>
    (await read('enterprise', `/v1/progress/${orderNo}/results`)).items;
  const deliveries = `select order_no, decided_at from deliveries where order_no = any ($1)`;
  expect(await results(waiting)).toEqual([]);
  expect(await results(issued)).toMatchObject([{ task: 'record' }]);
  const { rows } = await service.pool.query(deliveries, [[waiting.orderNo, issued.orderNo]]);
  expect(rows).toEqual([{ order_no: issued.orderNo, decided_at: new Date(morning('2017-06-19')) }]);
});

test('a step is told, as often as one looks under the same id, when all that was promised is in; not before', async () => {
  const order = await lackingOrder();
  await onRecord(order, promised, reviewed, approved);
  const sweep = sweepArrivals(service.dependencies);
  const told = () => service.workflows.asked.filter(({ workflowId }) => workflowId.includes(order.orderNo));
  await sweep();
  expect(told()).toEqual([]);
  await givePapers(service.database.url, order, lacking);
  const at = morning('2017-06-19');
  service.office.now = at;
  await Promise.all([sweep(), sweep()]);
  const update = { name: 'papersArrived', updateId: `papers-arrived/record/${receivedAt}` };
  const arg = { task: 'record', kinds: lacking, at: receivedAt };
  expect(told()).toMatchObject([
    { ...update, arg },
    { ...update, arg },
  ]);
  const { findArrival } = service.activities;
  expect(await findArrival(order.orderNo, lacking, { after: receivedAt, before: at })).toBe(receivedAt);
  expect(await findArrival(order.orderNo, lacking, { after: at, before: at })).toBeNull();
});

test('a broken promise is on record once, bars its enterprise in every order, and is repaired once', async () => {
  const [order, other] = [await lackingOrder(), await lackingOrder()];
  await onRecord(order, promised, broken);
  await onRecord(order, promised, broken);
  await onRecord(other);
  const list = '/v1/supervision/broken-promises';
  expect((await read('supervisor', list)).items).toMatchObject([
    { orderNo: order.orderNo, task: 'record', breach: 'promise', repairedAt: null },
  ]);
  expect(await actionsOf(other.orderNo)).not.toContain('promise');
  await promise(other.orderNo, 'enterprise');
  expect(service.workflows.asked.at(-1)?.arg).toMatchObject({ act: { barredSince: brokenAt } });

  const repair = () => post('supervisor', `${list}/${order.orderNo}/record/repair`, { reason: '已补交' });
  const both = await Promise.all([repair(), repair()]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)?.type).toMatch(/repaired-already$/);
  expect(await actionsOf(other.orderNo)).toContain('promise');
});

test('a commitment is broken when the result that rests on it is revoked', async () => {
  const order = anOrder({
    orderNo: 'O201706169999',
    plan: planFor('30') as Plan,
    uscc: '91330683MAFAKE0274',
  });
  const play = orderPlay(order);
  const about = { task: 'scheme-review', at: morning('2017-06-16') } as const;
  const of = (subject: string) => ({ subject, department: 'NRP' });
  const kinds = ['scheme-text'] as const;
  for (const _task of ['record', 'order-meeting']) play.finish('project-initiation', '2017-06-16');
  play.take('planning', { ...about, kind: 'commit', by: { subject: 'p-1102' }, kinds, missing: kinds });
  play.take('planning', { ...about, kind: 'review', by: of('p-2003'), opinion: 'approve', missing: kinds });
  play.take('planning', { ...about, kind: 'check', by: of('p-3003'), verdict: 'approve', missing: kinds });
  await play.putOnRecord(service);
  service.office.now = morning('2017-06-19');

  const amendments = `/v1/tasks/${order.orderNo}/scheme-review/amendments`;
  const revocation = {
    kind: 'revocation',
    note: '核验不符',
    legalBasis: '《行政许可法》第六十九条',
    remedy: '可重新申报',
  };
  await postWith(await service.bearer({ ...of('p-2003'), roles: ['reviewer'] }), amendments, revocation);
  const { rows } = await service.pool.query<{ no: number }>('select no from amendments order by no desc');
  const head = await service.bearer({ ...of('p-4003'), roles: ['head'] });
  const decision = `${amendments}/${rows[0]?.no}/decision`;
  expect(await postWith(head, decision, { verdict: 'grant' })).toMatchObject({ status: 200 });
  const { items } = await read('supervisor', '/v1/supervision/broken-promises');
  expect(items.at(-1)).toMatchObject({ orderNo: order.orderNo, breach: 'commitment' });
});
