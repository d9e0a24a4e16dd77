import type { Caller } from '@doudi/infra/http';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { eventWords, type Day, type Plan, type StepCode, type Task } from '@doudi/workflows';
import request from 'supertest';
import { recipientsOf } from './notice-rules.ts';
import { givePapers, replacePaper } from '@doudi/testing/database/give-papers';
import { tellOfChangedPapers } from './tell-of-changed-papers.ts';
import { remindOfSupplements } from './remind-of-supplements.ts';
import { morning, orderPlay } from './test-orders.ts';
import { anOrder, testService, type TestService } from './test-service.ts';

let service: TestService;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  await giveMandates(service.database.url, [order]);
});
afterAll(() => service.close());

interface Heard {
  readonly no: number;
  readonly kind: string;
  readonly what: { readonly zh: string; readonly en: string };
  readonly orderNo: string;
  readonly dueDay: string | null;
  readonly link: string;
  readonly readAt: string | null;
}
interface Page {
  readonly items: Heard[];
  readonly unread: number;
}

const inbox = '/v1/inbox/approval-workflows';
const enterprise: Caller = { subject: 'p-1101', roles: ['enterprise'], uscc: order.uscc };
const agent: Caller = { subject: 'p-1001', roles: ['agent'] };
const ofDepartment = (role: 'reviewer' | 'checker' | 'head', subject = `p-${role}`): Caller => ({
  ...{ subject, roles: [role], department: 'DRC' },
});
const ask = async (caller: Caller, path: string): Promise<Page> => {
  const answer = await request(service.url)
    .get(path)
    .set('Authorization', await service.bearer(caller));
  return answer.body as Page;
};
const told = async (caller: Caller, orderNo: string, query = '?limit=100'): Promise<string[]> =>
  (await ask(caller, `${inbox}/notices${query}`)).items
    .filter((notice) => notice.orderNo === orderNo)
    .map(({ what }) => what.zh)
    .reverse();
const read = async (caller: Caller, notices: number[]) => {
  const headers = { Authorization: await service.bearer(caller), 'Idempotency-Key': crypto.randomUUID() };
  return request(service.url).post(`${inbox}/notices/reading`).set(headers).send({ notices });
};

/** The acts of the department's reviewer `p-2001` and checker `p-3001` on the first task of an order. */
function counterOf(orderNo: string) {
  const play = orderPlay({ ...order, orderNo });
  const code: StepCode = 'project-initiation';
  const by = (subject: string) => ({ subject, department: 'DRC' as const });
  const task: Task['code'] = 'record';
  return {
    play,
    review: (day: string) =>
      play.take(code, { kind: 'review', task, by: by('p-2001'), at: morning(day), opinion: 'approve' }),
    check: (day: string, verdict: 'approve' | 'return' | 'refuse') =>
      play.take(code, { kind: 'check', task, by: by('p-3001'), at: morning(day), verdict }, '选址不符'),
  };
}

test('each is told of what the others did, and nobody of what he did himself', async () => {
  const orderNo = 'O201706160011';
  const { play, review, check } = counterOf(orderNo);
  review('2017-06-16');
  check('2017-06-16', 'return');
  review('2017-06-16');
  check('2017-06-16', 'refuse');
  await play.putOnRecord(service);
  await play.putOnRecord(service).catch(() => undefined);
  expect(await told(enterprise, orderNo)).toEqual(['收件', '核准：不予许可']);
  // the agent has opened it
  expect(await told(agent, orderNo)).toEqual(['核准：不予许可']);
  expect(await told({ subject: 'p-1301', roles: ['fallback-officer'] }, orderNo)).toEqual(['核准：不予许可']);
  expect(await told(ofDepartment('reviewer'), orderNo)).toEqual(['待审查', '核准：退回']);
  expect(await told(ofDepartment('checker'), orderNo)).toEqual(['审查意见：建议通过', '审查意见：建议通过']);
  expect(await told(ofDepartment('checker', 'p-2001'), orderNo)).toEqual([]);
  expect(await told({ ...ofDepartment('reviewer'), department: 'NRP' }, orderNo)).toEqual([]);
  expect(await told({ ...enterprise, uscc: '91330683MAFAKE0274' }, orderNo)).toEqual([]);
});

test('what is read is no longer unread, for that person alone, and its instant stays', async () => {
  const before = await ask(enterprise, inbox);
  const { items } = await ask(enterprise, `${inbox}/notices`);
  expect(before.unread).toBe(items.length);
  const [newest] = items;
  const first = await read(enterprise, [newest!.no]);
  expect([first.status, first.body]).toEqual([200, { unread: items.length - 1 }]);
  const { readAt } = (await ask(enterprise, `${inbox}/notices`)).items[0]!;
  service.office.now += 60_000;
  await read(enterprise, [newest!.no, newest!.no]);
  expect((await ask(enterprise, `${inbox}/notices`)).items[0]?.readAt).toBe(readAt);
  expect((await ask(enterprise, `${inbox}/notices?unread=true`)).items).toHaveLength(items.length - 1);
  expect((await ask({ ...enterprise, subject: 'p-1102' }, inbox)).unread).toBe(items.length);
});

test('a notice of somebody else marks nothing, not even what is the own', async () => {
  const [foreign] = (await ask(ofDepartment('checker'), `${inbox}/notices`)).items;
  const [own] = (await ask(agent, `${inbox}/notices`)).items;
  expect((await read(agent, [own!.no, foreign!.no])).status).toBe(404);
  expect((await ask(agent, `${inbox}/notices`)).items[0]?.readAt).toBeNull();
});

const extendable = (plan: Plan): Plan => ({
  ...plan,
  steps: plan.steps.map((step) => ({
    ...step,
    tasks: step.tasks.map((task) => ({ ...task, extendableBy: 10 })),
  })),
});

test('a stop that is granted is told to the enterprise with its reason and last day', async () => {
  const orderNo = 'O201706160012';
  const play = orderPlay({ ...order, orderNo, plan: extendable(order.plan) });
  play.burden('project-initiation', '2017-06-16');
  const about = { task: 'record' as const, at: morning('2017-06-19') };
  const granted = { kind: 'decide-request', no: 2, verdict: 'grant', as: 'supervisor' } as const;
  play.take('project-initiation', { ...granted, ...about, by: { subject: 'p-1401' } });
  await play.putOnRecord(service);
  const { items } = await ask(enterprise, `${inbox}/notices`);
  expect(items[0]).toMatchObject({
    what: { zh: '批复：准予（听证）', en: 'request decided: granted (hearing)' },
    dueDay: '2017-07-20' satisfies string as Day,
    link: `/v1/progress/${orderNo}`,
  });
  expect(await told({ subject: 'p-1402', roles: ['supervisor'] }, orderNo)).toEqual(['请示（听证）']);
  expect(await told(ofDepartment('head'), orderNo)).toEqual(['请示（延长法定期限）']);
  expect(await told(ofDepartment('reviewer'), orderNo)).toEqual(['待审查', '批复：准予（听证）']);
});

test('an applicant is reminded three working days before papers are due, once', async () => {
  const orderNo = 'O201706160013';
  const play = orderPlay({ ...order, orderNo });
  play.ask('project-initiation', '2017-06-16');
  await play.putOnRecord(service);
  const { pool, office } = service;
  const clock = {
    now: () => Promise.resolve(office.now),
    setting: () => Promise.reject(new Error('unused')),
  };
  const remind = remindOfSupplements({ ...service.dependencies, pool, clock });
  const reminders = async () => (await told(enterprise, orderNo)).filter((what) => what === '补正即将到期');
  office.now = Date.parse('2017-06-27T16:59:59.999+08:00');
  await remind();
  expect(await reminders()).toEqual([]);
  office.now = Date.parse('2017-06-27T17:00:00+08:00');
  await Promise.all([remind(), remind()]);
  await remind();
  expect(await reminders()).toHaveLength(1);
  const [{ dueDay } = {}] = (await ask(enterprise, `${inbox}/notices`)).items;
  expect(dueDay).toBe('2017-06-30');
});

test('a department is told, once, that a paper its approval rested on has changed, and the task shows it', async () => {
  const [orderNo, projectCode] = ['O201706160014', '2017-330683-29-03-000014'];
  const { url } = service.database;
  await givePapers(url, { ...order, projectCode });
  const play = orderPlay({ ...order, orderNo, projectCode });
  play.finish('project-initiation', '2017-06-19');
  await play.putOnRecord(service);
  const tell = tellOfChangedPapers(service.dependencies);
  const told = async () =>
    (await ask(ofDepartment('checker'), `${inbox}/notices?limit=100`)).items.filter(
      ({ orderNo: of, what }) => of === orderNo && what.zh === '所依据的材料已更换',
    );
  const changes: readonly [kind: string, day: string][] = [
    ['site-plan', '2017-06-20'],
    ['filing-form', '2017-06-18'],
    ['business-licence', '2017-06-20'],
  ];
  for (const [kind, day] of changes)
    await replacePaper(url, { projectCode, kind, at: new Date(`${day}T09:00:00+08:00`) });
  service.office.now = Date.parse('2017-06-21T10:00:00+08:00');
  await Promise.all([tell(), tell()]);
  await tell();
  expect(await told()).toHaveLength(1);
  const { task } = (await ask(ofDepartment('checker'), `/v1/tasks/${orderNo}/record`)) as unknown as {
    task: { stalePapers: { changedAt: string }[]; papers: { kind: string; standing: string }[] };
  };
  expect(task.stalePapers).toMatchObject([{ changedAt: '2017-06-20T09:00:00+08:00' }]);
  expect(task.papers.map(({ standing }) => standing)).toEqual(['in', 'in', 'in']);
});

/** What nobody is told: it is told of in another way, or changes nothing for anybody. */
/** Told nobody, or, of a case, told as the answer that it is. */
const quiet = [
  'commission',
  'act',
  'finish-item',
  'meet',
  'link',
  'merge',
  'confirm',
  'withdraw',
  'undone',
  'reproject',
];

test('of every kind of event it is settled whom it is told', () => {
  const details = [
    {},
    { verdict: 'approve' },
    { light: 'RED' },
    { request: 'stop' },
    { verdict: 'grant' },
    { delivery: 'prove' },
  ];
  const isTold = (kind: string) => details.some((detail) => recipientsOf({ kind, detail }).length > 0);
  const isToldOfCase = (kind: string) => isTold(kind) || isTold(`case.${kind}`);
  expect(Object.keys(eventWords).filter((kind) => !isToldOfCase(kind))).toEqual(quiet);
});
