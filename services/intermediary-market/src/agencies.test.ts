import { setTimeout as pause } from 'node:timers/promises';
import {
  agencyEventKinds,
  agencyStates,
  isRefusal,
  staffCertificates,
  suspensionCauses,
  wordsOf,
  type Calendar,
} from '@doudi/workflows';
import { inTransaction } from '@doudi/infra/database';
import { calendarInForce } from './calendar-in-force.ts';
import { whyNotHired } from './may-be-hired.ts';
import { intermediaryMarket } from './service.ts';
import { suspendAgency } from './suspend-agency.ts';
import { agencyRequestsOf, anApplicant } from './test-agencies.ts';
import { enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof agencyRequestsOf>;
let calendar: Calendar;
beforeAll(async () => {
  service = await testService();
  people = agencyRequestsOf(service);
  calendar = await calendarInForce(service.pool);
});
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

test('the market suspends by the same rule: the cause is on record, nobody has done it, both sides are told', async () => {
  const { agency, agencyNo } = await people.listed();
  const suspending = { now: service.clock.at, calendar, cause: 'credit', months: 2, by: null } as const;
  const suspended = await inTransaction(service.pool, (db) => suspendAgency(db, agencyNo, suspending));
  if (isRefusal(suspended)) throw new Error('it is refused');
  expect(suspended).toMatchObject({
    suspendedBecause: 'credit',
    standing: { suspendedThrough: '2026-05-06' },
  });
  expect((await people.record(agencyNo, enterprise)).history.at(-1)).toMatchObject({
    kind: 'suspend',
    cause: 'credit',
  });
  for (const who of [agency, supervisor])
    expect((await people.told(who, agencyNo)).map(({ kind }) => kind)).toContain('agency.suspend');
  expect((await people.waits(agency, agencyNo)).map(({ kind }) => kind)).toEqual(['repair-to-hand-in']);
});

test('a suspension that is over without an accepted repair stays, and is told once to both sides', async () => {
  const { agency, agencyNo } = await people.listed();
  await people.supervise(agencyNo, 'suspension', { months: 1, cause: 'dishonest', reason: '不实' });
  people.at('2026-04-07 00:00');
  await service.sweep();
  await service.sweep();
  for (const who of [agency, supervisor])
    expect(
      (await people.told(who, agencyNo)).filter(({ kind }) => kind === 'agency.suspension-over'),
    ).toHaveLength(1);
  expect((await people.record(agencyNo)).status).toBe('suspended');
});

test('an agency that is being hired is not suspended before that is done', async () => {
  const { agencyNo } = await people.listed();
  const moment = { now: service.clock.at, calendar };
  const hiring = { agencyNo, category: 'DSN', at: service.clock.at } as const;
  const done: string[] = [];
  const suspend = () =>
    inTransaction(service.pool, (db) =>
      suspendAgency(db, agencyNo, { ...moment, cause: 'credit', months: 1, by: null }),
    ).then(() => done.push('suspended'));
  let suspension: Promise<unknown> = Promise.resolve();
  await inTransaction(service.pool, async (db) => {
    expect(await whyNotHired(db, hiring)).toBeUndefined();
    suspension = suspend();
    await pause(300);
    done.push('hired');
  });
  await suspension;
  expect(done).toEqual(['hired', 'suspended']);
});

test('a hiring and a suspension at once follow one another: a suspended agency is not hired', async () => {
  const { agencyNo } = await people.listed();
  const commissions = requestsOf(service);
  const numbers = await Promise.all(Array.from({ length: 8 }, () => commissions.aCommission()));
  const [suspension, ...hirings] = await Promise.all([
    people.supervise(agencyNo, 'suspension', { months: 1, cause: 'dishonest', reason: '不实' }),
    ...numbers.map((no) => commissions.engage(no, agencyNo)),
  ]);
  expect(suspension.status).toBe(200);
  for (const { status, body } of hirings)
    expect(status === 200 || (body as { type?: string }).type === '/problems/agency-suspended').toBe(true);
  expect((await commissions.engage(await commissions.aCommission(), agencyNo)).status).toBe(409);
});

test('the list is narrowed by qualification, by the state as of now and by a part of the name', async () => {
  const { agency, agencyNo } = await people.onNotice(anApplicant(), [
    { category: 'MIN', validThrough: null },
    { category: 'SEI', validThrough: null },
  ]);
  const found = async (query: string) =>
    (await people.read(enterprise, `/v1/agencies?limit=100&${query}`)).body.items.map((one) => one.agencyNo);
  people.at('2026-03-05 16:59');
  expect(await found('category=SEI&status=listed')).not.toContain(agencyNo);
  people.at('2026-03-05 17:00');
  expect(await found('category=SEI&status=listed')).toContain(agencyNo);
  expect(await found('category=MIN')).toContain(agencyNo);
  expect(await found('category=DSN')).not.toContain(agencyNo);
  expect(await found(`q=${encodeURIComponent(`虚构${agency.uscc.slice(-3)}`)}`)).toEqual([agencyNo]);
  // a number of four digits comes after all of three
  expect((await found('status=listed')).indexOf('A145')).toBeLessThan(100);
  expect(await found('q=%25')).toEqual([]);
});

test('an act is listed for its side alone and is accepted where it is listed, with the fields that its URL takes', async () => {
  const { agency, agencyNo } = await people.listed();
  const schemas = intermediaryMarket.contract.paths as Record<string, Record<string, unknown>>;
  const fieldsOf = (href: string): string[] => {
    const path = href.replace(agencyNo, '{agencyNo}').replace(/\/(\d+)\//, '/{no}/');
    const body = JSON.stringify(schemas[path]?.['post']);
    const name = /"\$ref":"#\/components\/schemas\/([A-Za-z]+)"/.exec(body)?.[1] ?? '';
    const schema = (
      intermediaryMarket.contract.components['schemas'] as Record<string, { properties?: object }>
    )[name];
    return Object.keys(schema?.properties ?? {});
  };
  const seen = new Map<string, readonly string[]>();
  const look = async () => {
    for (const who of [supervisor, agency, enterprise])
      for (const action of (await people.record(agencyNo, who)).actions) {
        seen.set(action.action, action.fields);
        expect([action.action, action.fields]).toEqual([action.action, fieldsOf(action.href)]);
      }
  };
  await look();
  expect((await people.record(agencyNo, enterprise)).actions).toEqual([]);
  await people.supervise(agencyNo, 'suspension', { months: 1, cause: 'dishonest', reason: '不实' });
  await look();
  await people.act(agency, agencyNo, 'repair', { note: '已整改', files: [] });
  await look();
  await people.supervise(agencyNo, 'delisting');
  const next = (await people.onNotice()).agencyNo;
  expect((await people.record(next, enterprise)).actions).toMatchObject([{ action: 'object-to-listing' }]);
  expect([...seen.keys()].sort()).toEqual(
    [
      ...['accept-repair', 'ask-qualification', 'delist-agency', 'hand-in-repair', 'restore-agency'],
      ...['return-repair', 'suspend-agency', 'want-repair', 'warn-agency'],
    ].sort(),
  );
});

test('what people are told about agencies, what waits and what may be done has its words', () => {
  const notices = [...agencyEventKinds, 'qualification-expiring', 'review-overdue', 'suspension-over'];
  const waiting = ['agency-to-review', 'objection-to-decide', 'repair-to-judge', 'qualification-to-decide'];
  const codes = [
    ...[
      ...notices.map((kind) => `agency.${kind}`),
      ...waiting,
      'application-to-complete',
      'repair-to-hand-in',
    ],
    ...[
      ...agencyStates.map((state) => `agencyState.${state}`),
      ...staffCertificates.map((one) => `staff.${one}`),
    ],
    ...[...suspensionCauses.map((cause) => `suspension.${cause}`)],
  ];
  expect(codes.filter((code) => wordsOf(code).zh === code || wordsOf(code).en === code)).toEqual([]);
});
