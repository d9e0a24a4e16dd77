import { planFor, stepCodes, type Plan } from '@doudi/workflows';
import request from 'supertest';
import type { Ledger } from './explain-ledger.ts';
import { anOrder, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';
import { widthOf } from './text-table.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
  await seedCase().putOnRecord(service);
  await acrossTheYear().putOnRecord(service);
  await overtaken().putOnRecord(service);
});
afterAll(() => service.close());

/** The case of the first article, track 50: 40 of 50 days, permitted on 2017-08-11. */
function seedCase() {
  const play = orderPlay(anOrder());
  for (const day of ['2017-06-19', '2017-06-20']) play.finish('project-initiation', day);
  play.hire('environmental-assessment', '2017-06-20');
  for (const day of ['2017-07-06', '2017-07-17']) play.finish('environmental-assessment', day);
  play.finish('planning', '2017-06-22');
  play.hire('planning', '2017-06-22');
  for (const day of ['2017-07-04', '2017-07-10']) play.finish('planning', day);
  for (const [hired, done] of [['2017-07-10', '2017-07-25'], ['2017-07-25', '2017-08-04']] as const) {
    play.hire('fire-safety', hired);
    play.finish('fire-safety', done);
  } // prettier-ignore
  play.finish('fire-safety', '2017-08-07');
  for (const day of ['2017-08-08', '2017-08-11']) play.finish('construction-permit', day);
  return play;
}

/** An order of 80 days that reaches into 2027, which has no notice yet. */
function acrossTheYear() {
  const [orderNo, receivedAt] = ['O202612210001', morning('2026-12-21')];
  const play = orderPlay(anOrder({ orderNo, receivedAt, plan: planFor('80') as Plan }));
  for (const day of ['2026-12-22', '2026-12-23']) play.finish('project-initiation', day);
  return play;
}

/** Spring Festival of 2026, and a side branch that nobody hires an agency for until it drives. */
function overtaken() {
  const [orderNo, receivedAt] = ['O202602120001', morning('2026-02-12')];
  const play = orderPlay(anOrder({ orderNo, receivedAt }));
  for (const day of ['2026-02-13', '2026-02-13']) play.finish('project-initiation', day);
  play.finish('planning', '2026-02-14');
  play.hire('planning', '2026-02-14');
  for (let task = 0; task < 2; task++) play.finish('planning', '2026-02-14');
  play.hire('fire-safety', '2026-02-14');
  return play;
}

const get = (path: string, accept = 'application/json') =>
  request(service.url)
    .get(path)
    .set('Authorization', service.tokens.supervisor)
    .set('Accept', accept)
    .expect(200) as Promise<{ body: unknown; text: string; headers: Record<string, string> }>;
const ledgerOf = async (orderNo: string, step?: string) =>
  (await get(`/v1/progress/${orderNo}/ledger${step ? `?step=${step}` : ''}`)).body as Ledger;

const cases: [orderNo: string, now: string][] = [
  ['O201706160001', '2017-06-16'],
  ['O201706160001', '2017-07-05'],
  ['O201706160001', '2017-12-29'],
  ['O202612210001', '2026-12-25'],
  ['O202612210001', '2027-03-19'],
  ['O202602120001', '2026-02-20'],
  ['O202602120001', '2026-03-31'],
];
type Totals = Pick<Ledger, 'buckets' | 'usedDays' | 'remainingDays' | 'dueDay' | 'provisional'>;
const totalsOf = ({ buckets, usedDays, remainingDays, dueDay, provisional }: Totals): Totals =>
  ({ buckets, usedDays, remainingDays, dueDay, provisional }); // prettier-ignore
type Progress = Totals & { readonly steps: readonly (Totals & { code: string; state: string })[] };

test.each(cases)('the totals of the ledgers of %s on %s are those of its progress', async (orderNo, now) => {
  service.office.now = morning(now);
  const progress = (await get(`/v1/progress/${orderNo}`)).body as Progress;
  const opened = progress.steps.filter(({ state }) => state !== 'waiting');
  const ledgers: [Ledger, Totals][] = [[await ledgerOf(orderNo), progress]];
  for (const step of opened) ledgers.push([await ledgerOf(orderNo, step.code), step]);
  for (const [ledger, expected] of ledgers) {
    expect(totalsOf(ledger)).toEqual(totalsOf(expected));
    const { buckets, usedDays: used, remainingDays: remaining } = ledger;
    expect(ledger.days.at(-1)).toMatchObject({ buckets, used, remaining });
  }
});

interface Timeline {
  readonly days: readonly { readonly day: string; readonly kind: string }[];
  readonly dueDay: string | null;
  readonly forecastDay: string;
  readonly steps: readonly {
    code: string;
    dueDay: string | null;
    spans: { bucket: string; chargedDays: number }[];
  }[];
}

test.each(cases)('the steps of %s on %s are drawn with the days of their ledgers', async (orderNo, now) => {
  service.office.now = morning(now);
  const progress = (await get(`/v1/progress/${orderNo}`)).body as Progress & { forecast: { day: string } };
  const timeline = (await get(`/v1/progress/${orderNo}/timeline`)).body as Timeline;
  expect(timeline).toMatchObject({ dueDay: progress.dueDay, forecastDay: progress.forecast.day });
  for (const { code, buckets, dueDay } of progress.steps) {
    const drawn = timeline.steps.find((step) => step.code === code);
    const counted: Record<string, number> = { GOV: 0, AGENCY: 0, OWNER: 0, EXCLUDED: 0 };
    for (const { bucket, chargedDays } of drawn?.spans ?? [])
      counted[bucket] = (counted[bucket] ?? 0) + chargedDays;
    expect({ dueDay: drawn?.dueDay, counted }).toEqual({ dueDay, counted: buckets });
  }
  const { days } = await ledgerOf(orderNo);
  expect(timeline.days.slice(0, days.length).map(({ day, kind }) => `${day} ${kind}`)).toEqual(
    days.map(({ day, why }) => `${day} ${why.code}`),
  );
});

test('every day says what kind of day it was, whose, and which event put it there, by whom', async () => {
  service.office.now = morning('2026-03-31');
  const { days } = await ledgerOf('O202602120001');
  const find = (day: string) => days.find((one) => one.day === day);
  expect(find('2026-02-14')).toMatchObject({
    weekday: { zh: '周六', en: 'Sat' },
    working: true,
    why: { code: 'make-up-day', name: { zh: '春节', en: 'Spring Festival' } },
    step: 'planning',
    bucket: 'GOV',
    event: {
      id: 'order/O202602120001/step/planning#1',
      kind: 'open',
      who: null,
      at: '2026-02-13T10:00:00+08:00',
      what: { zh: '开始', en: 'opened' },
    },
    used: 2,
    provisional: false,
  });
  expect(find('2026-02-17')).toMatchObject({
    working: false,
    why: { code: 'holiday', name: { en: 'Spring Festival' } },
    ...{ bucket: null, event: null },
  });
  expect(find('2026-02-28')?.why).toMatchObject({ code: 'make-up-day' });
  expect(find('2026-03-01')?.why).toEqual({ code: 'weekend' });
});

test('the event is the one of the person who did it', async () => {
  service.office.now = morning('2017-12-29');
  const { days } = await ledgerOf('O201706160001', 'planning');
  expect(days.find(({ day }) => day === '2017-07-05')).toMatchObject({
    task: 'scheme-review',
    event: { kind: 'accept', who: 'p-1101', at: '2017-07-04T10:00:00+08:00' },
  });
  const whole = await ledgerOf('O201706160001');
  expect(whole).toMatchObject({ usedDays: 40, buckets: { GOV: 13, AGENCY: 27 } });
});

test('every event of a day is with it, each once, also what moved nothing', async () => {
  service.office.now = morning('2017-12-29');
  const whole = await ledgerOf('O201706160001');
  const { rows } = await service.pool.query<{ id: string }>(
    `select workflow_id || '#' || seq as id from events where order_no = 'O201706160001'`,
  );
  const shown = whole.days.flatMap(({ events }) => events.map(({ id }) => id));
  expect(shown.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  expect(whole.days[0]?.events.map(({ kind }) => kind)).toEqual(['receive', 'open']);
  const day = (await ledgerOf('O201706160001', 'planning')).days.find((one) => one.day === '2017-06-22');
  expect(day?.events.map(({ what, step, task }) => [what.zh, step, task])).toEqual([
    ['审查意见：建议通过', 'planning', 'planning-conditions'],
    ['核准：通过', 'planning', 'planning-conditions'],
    ['委托进展：待签约', 'planning', 'scheme-design'],
    ['委托进展：服务中', 'planning', 'scheme-design'],
  ]);
});

test('a driver that changes without an event says so, and bears none', async () => {
  service.office.now = morning('2026-03-31');
  const { days } = await ledgerOf('O202602120001');
  const event = days.find((day) => day.event?.kind === 'longer-chain')?.event;
  expect(event).toEqual({
    kind: 'longer-chain',
    what: { zh: '关键路径转移', en: 'longer chain' },
    ...{ id: null, who: null, at: null, reason: null },
  });
});

test('every date beyond the last published year says that it is provisional', async () => {
  service.office.now = morning('2026-12-25');
  const ledger = await ledgerOf('O202612210001');
  expect([ledger.provisional, ledger.days.some(({ provisional }) => provisional)]).toEqual([true, false]);
  const { body } = await get('/v1/progress/O202612210001');
  expect(body).toMatchObject({
    provisional: true,
    forecast: { provisional: true, chain: [{ finish: '2026-12-30', provisional: false }, { provisional: true }, {}, {}, {}, {}, {}] },
    steps: [
      { provisional: false, tasks: [{ provisional: false }, {}] },
      { provisional: true, tasks: [{ dueDay: '2026-12-30', provisional: false, limits: { promised: { provisional: false }, statutory: { days: 20, unit: 'working-day', dueDay: '2027-01-20', provisional: true } } }, {}, {}] },
      { provisional: false, dueDay: null }, {}, {},
    ],
  }); // prettier-ignore
  service.office.now = morning('2027-03-19');
  const days = (await ledgerOf('O202612210001')).days;
  expect(days.filter(({ provisional }) => provisional)[0]?.day).toBe('2027-01-01');
});

test('the tasks of a department mark the due days that are provisional', async () => {
  service.office.now = morning('2026-12-31');
  await orderPlay(anOrder({ orderNo: 'O202612310001', receivedAt: morning('2026-12-31') })).putOnRecord(
    service,
  );
  const { body } = (await request(service.url)
    .get('/v1/tasks')
    .set('Authorization', service.tokens.reviewer)) as { body: { items: object[] } };
  expect(body.items).toMatchObject([
    { orderNo: 'O202612310001', task: 'record', dueDay: '2027-01-01', provisional: true },
  ]);
});

/** What a pencil finds in the printed table. */
function withPencil(text: string) {
  const rows = text.split('\n').filter((line) => /^\d{4}-\d\d-\d\d 周/.test(line));
  const sum = (bucket: string) => rows.filter((row) => new RegExp(` [^( ]\\S* ${bucket} `).test(row)).length;
  return { rows, counted: ['GOV', 'AGENCY', 'OWNER', 'EXCLUDED'].map(sum) };
}

test.each(cases)('the printed ledger of %s on %s adds up with a pencil', async (orderNo, now) => {
  service.office.now = morning(now);
  const { days, buckets, usedDays, remainingDays } = await ledgerOf(orderNo);
  const { text, headers } = await get(`/v1/progress/${orderNo}/ledger`, 'text/plain');
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const { rows, counted } = withPencil(text);
  expect(rows).toHaveLength(days.length);
  expect(counted).toEqual(Object.values(buckets));
  const totals = text.split('\n').find((line) => line.includes('合计')) ?? '';
  expect(totals.match(/-?\d+/g)?.map(Number)).toEqual([...counted, usedDays, remainingDays]);
  expect(new Set([...rows, totals].map(widthOf)).size).toBe(1);
});

test('the printed ledger lists every event, and its days refer to theirs by number', async () => {
  service.office.now = morning('2017-12-29');
  const { days } = await ledgerOf('O201706160001');
  const { text } = await get('/v1/progress/O201706160001/ledger', 'text/plain');
  const listed = text.split('\n').filter((line) => line.startsWith('['));
  expect(listed).toHaveLength(days.flatMap(({ events }) => events).length);
  const number = /周一 Mon .*部门 GOV .*(\[\d+\]) 开始/.exec(text)?.[1] ?? 'none';
  expect(listed.find((line) => line.startsWith(number))).toContain('order/O201706160001/step/');
});

test('the printed ledger marks what is provisional and what is not charged yet', async () => {
  service.office.now = morning('2027-01-04');
  const { text } = await get('/v1/progress/O202612210001/ledger', 'text/plain');
  expect(text).toMatch(/截止 due: 2027-\d\d-\d\d 暂定 provisional/);
  expect(text).toMatch(/2027-01-01 周五 Fri {2}工作日 working day 暂定 provisional {2}部门 GOV/);
  expect(text).toMatch(/2027-01-04 .*\(业主 OWNER\)|2027-01-04 .*\(部门 GOV\)/);
});

test.each(stepCodes.slice(3))('a step that has not opened has no ledger: %s', async (step) => {
  await request(service.url)
    .get(`/v1/progress/O202612210001/ledger?step=${step}`)
    .set('Authorization', service.tokens.supervisor)
    .expect(404);
});
