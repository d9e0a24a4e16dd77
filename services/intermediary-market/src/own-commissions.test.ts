import { asOwner } from '@doudi/testing/database/as-owner';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { mandateSetter } from '@doudi/testing/database/mandate-setter';
import type { Caller } from '@doudi/infra/http';
import { categoriesUnder } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { sampleAgencies } from './samples/agencies.ts';
import { agent, enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
const projectCode = '2601-330683-04-01-000001';
const surveyors = sampleAgencies.filter(({ category }) => category === 'MAP');
const surveyor: Caller = { subject: 'p-surveyor', roles: ['agency'], uscc: surveyors[0]!.uscc };
const agencyNo = surveyors[0]!.agencyNo;
const survey = { projectCode, purpose: 'joint-survey', category: 'MAP', days: 7, scope: '一期厂房' };

interface Shown {
  readonly commissionNo: string;
  readonly state: string;
  readonly dueDay: string | null;
  readonly light: string;
  readonly deadlineAt: string | null;
  readonly engagements: readonly Readonly<Record<string, unknown>>[];
  readonly milestones: readonly { readonly kind: string; readonly note: string | null }[];
  readonly actions: readonly { readonly action: string; readonly fields: readonly string[] }[];
}

beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
  await giveMandates(service.database.url, [{ projectCode, uscc: enterprise.uscc, agentId: agent.subject }]);
});
afterAll(() => service.close());
beforeEach(() => void (service.clock.at = openedAt));

const open = (body: object = {}, caller: Caller = enterprise, key?: string) =>
  people.post(caller, '/v1/commissions', { ...survey, ...body }, key);
const anOwn = async (body: object = {}): Promise<string> =>
  ((await open(body)).body as unknown as Shown).commissionNo;
const record = async (no: string, caller: Caller = enterprise): Promise<Shown> =>
  (await people.read(caller, `/v1/commissions/${no}`)).body as unknown as Shown;
const cancel = (no: string, caller: Caller = enterprise) =>
  people.act(caller, no, 'cancellation', { reason: '项目暂缓' });
/** Moves it through `acts` of the direct way, each of which is taken. */
async function moved(no: string, acts: readonly ('brief' | 'engagement' | 'signature' | 'deliverables')[]) {
  const does = {
    brief: () => people.brief(no),
    engagement: () => people.act(enterprise, no, 'engagement', { agencyNo, priceYuan: 30_000 }),
    signature: () => people.act(surveyor, no, 'signature'),
    deliverables: () => people.act(surveyor, no, 'deliverables', { note: '测绘报告' }),
  };
  for (const act of acts) expect((await does[act]()).status).toBe(200);
  return no;
}
const direct = ['brief', 'engagement', 'signature', 'deliverables'] as const;
const noticesOf = async (no: string) =>
  (
    await service.pool.query<{ kind: string; addressees: string[]; orderNo: string | null }>(
      'select kind, addressees, order_no as "orderNo" from notices where about = $1 order by no',
      [no],
    )
  ).rows;
test('an owner commissions a joint survey without an order, from the brief to the rating, and no workflow hears of it', async () => {
  const opened = await open();
  const no = (opened.body as unknown as Shown).commissionNo;
  expect([opened.status, opened.headers['location']]).toEqual([201, `/v1/commissions/${no}`]);
  expect(no).toMatch(/^CE20260302\d{4}$/);
  expect(opened.body).toMatchObject({
    ...{ orderNo: null, step: null, task: null, track: null, projectCode, budgetDays: 7, state: 'briefing' },
    own: {
      ...{ purpose: 'joint-survey', scope: '一期厂房', openedBy: 'p-enterprise', number: null },
      topics: ['planning-survey', 'land-survey', 'property-survey'],
    },
  });
  await moved(no, ['brief', 'engagement', 'signature']);
  const working = await record(no);
  expect(working).toMatchObject({ state: 'working', light: 'GREEN', dueDay: '2026-03-11' });
  await moved(no, ['deliverables']);
  const accept = { note: '同意', number: '样例测2026-1', expiresDay: '2028-03-01' };
  const accepted = await people.act(enterprise, no, 'acceptance', accept);
  expect(accepted.body).toMatchObject({
    state: 'accepted',
    own: { number: '样例测2026-1', expiresDay: '2028-03-01' },
  });
  const stars = { quality: 5, time: 5, price: 5, attitude: 5, compliance: 5 };
  expect((await people.act(enterprise, no, 'rating', stars)).status).toBe(201);
  const regulator: Caller = { subject: 'p-reviewer', roles: ['reviewer'], department: 'NRP' };
  expect(categoriesUnder('NRP')).toContain('MAP');
  expect((await people.act({ ...regulator, department: 'EEB' }, no, 'rating', stars)).status).toBe(404);
  expect((await people.act(regulator, no, 'rating', stars)).status).toBe(201);
  expect(await people.messagesOf(no)).toEqual([]);
  const told = await noticesOf(no);
  expect(told.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['open', 'engage', 'sign', 'deliver', 'accept', 'rated']),
  );
  expect(new Set(told.map(({ orderNo }) => orderNo))).toEqual(new Set([null]));
});

test('a work that cannot be is refused with every fault, and nothing is numbered', async () => {
  const last = async () =>
    (await service.pool.query<{ last: number }>('select max(last) as last from commission_serials')).rows[0]!
      .last;
  await anOwn();
  const before = await last();
  const { status, body } = await open({ category: 'DSN', topics: ['energy'], scope: undefined });
  expect([status, body.faults.map(({ at }) => at)]).toEqual([422, ['/category', '/topics', '/scope']]);
  const shape = await open({ purpose: 'scheme-text', days: 0, projectCode: 'x' });
  expect([shape.status, shape.body.faults.map(({ at }) => at).sort()]).toEqual([
    400,
    ['/days', '/projectCode', '/purpose'],
  ]);
  expect(await last()).toBe(before);
});

test('only the owner’s side of the project opens one: a stranger learns nothing, and a mandate ends at once', async () => {
  const strangers: Caller[] = [
    { ...enterprise, uscc: '91330683MAFAKE0274' },
    { subject: 'p-other-agent', roles: ['agent'] },
    { subject: 'p-nobody', roles: ['enterprise'] },
  ];
  for (const stranger of strangers) expect((await open({}, stranger)).status).toBe(404);
  expect((await open({ projectCode: '2601-330683-04-01-999999' })).status).toBe(404);
  const first = await open({}, agent, 'agents-own');
  expect(first.body).toMatchObject({ uscc: enterprise.uscc, own: { openedBy: agent.subject } });
  expect((await open({}, agent, 'agents-own')).text).toBe(first.text);
  const { commissionNo } = first.body as unknown as Shown;
  const setMandates = mandateSetter(service.database.url, agent.subject);
  await setMandates('revoked');
  expect((await open({}, agent, 'agents-own')).status).toBe(404);
  expect((await open({}, agent)).status).toBe(404);
  await setMandates('active');
  const addressees = (await noticesOf(commissionNo)).flatMap((one) => one.addressees);
  expect(addressees).toEqual([`enterprise:${enterprise.uscc}`, `agent:${agent.subject}`]);
});

test('requests at once get numbers without gaps, repeated ones the same', async () => {
  const keys = ['k1', 'k2', 'k3', 'k4', 'k5', 'k1', 'k2'];
  const answers = await Promise.all(keys.map((key) => open({}, enterprise, `at-once-${key}`)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const numbers = answers.map(({ body }) => (body as unknown as Shown).commissionNo);
  const serials = [...new Set(numbers)].map((no) => Number(no.slice(-4))).sort((a, b) => a - b);
  expect(serials).toHaveLength(5);
  expect(serials.at(-1)! - serials[0]!).toBe(4);
  expect([numbers[5], numbers[6]]).toEqual([numbers[0], numbers[1]]);
});

test('lists are narrowed to owners’ own, and to a project', async () => {
  const no = await anOwn();
  const ofOrder = await people.aCommission();
  const found = async (query: string) =>
    (await people.read(enterprise, `/v1/commissions?limit=100&${query}`)).body.items.map(
      ({ commissionNo }) => commissionNo,
    );
  const own = await found('own=true');
  expect(own).toContain(no);
  expect(own.every((one) => one.startsWith('CE'))).toBe(true);
  expect(await found('own=false')).toEqual(expect.arrayContaining([ofOrder]));
  expect(await found('own=false')).not.toContain(no);
  expect(await found(`projectCode=${projectCode}`)).toEqual(expect.arrayContaining([no, ofOrder]));
  expect(await found('projectCode=2601-330683-04-01-000002')).toEqual([]);
});

test('a limit passes by rows alone: an unsigned engagement lapses, and its owner is reminded of a brief that lies', async () => {
  const no = await moved(await anOwn(), ['brief', 'engagement']);
  const { deadlineAt } = await record(no);
  service.clock.at = Date.parse(deadlineAt!);
  await service.passOverdue();
  const lapsed = await record(no);
  expect([lapsed.state, lapsed.milestones.at(-1)!.kind]).toEqual(['briefing', 'lapse']);
  service.clock.at += 20 * 86_400_000;
  await service.remindOwners();
  expect((await noticesOf(no)).map(({ kind }) => kind)).toContain('owner-waits-10');
  expect(await people.messagesOf(no)).toEqual([]);
});

test('a tender for it runs as that of a task does', async () => {
  const no = await anOwn();
  await people.brief(no, { way: 'lowest-price' });
  expect((await people.act(enterprise, no, 'tender')).status).toBe(200);
  const bids = await Promise.all(
    surveyors.slice(0, 2).map(({ uscc }, i) =>
      people.act({ ...surveyor, uscc }, no, 'bids', {
        ...{ priceYuan: 30_000 - i * 1000, days: 5, nonce: String(i).repeat(32) },
      }),
    ),
  );
  expect(bids.map(({ status }) => status)).toEqual([201, 201]);
  await service.endLimit(no);
  const { body } = await people.act(enterprise, no, 'award');
  expect(body).toMatchObject({ state: 'contracting', agencyNo: surveyors[1]!.agencyNo });
  expect((await record(no)).engagements).toMatchObject([{ way: 'lowest-price', choseFrom: null }]);
});

test.each([
  ['before a brief', [], 'briefing'],
  ['before the signature', direct.slice(0, 2), 'contracting'],
  ['in the middle of the work', direct.slice(0, 3), 'working'],
  ['with the result in hand', direct, 'delivered'],
] as const)('the owner ends it %s, with the reason, on record for both sides', async (_when, acts, state) => {
  const no = await moved(await anOwn(), acts);
  expect((await record(no)).state).toBe(state);
  const listed = (await record(no)).actions.map(({ action }) => action);
  expect(listed).toContain('cancel-commission');
  const ended = await cancel(no);
  expect(ended.body).toMatchObject({ state: 'terminated', holder: null, deadlineAt: null });
  const shown = await record(no);
  expect(shown.milestones.at(-1)).toMatchObject({ kind: 'cancel', note: '项目暂缓', by: 'p-enterprise' });
  expect(shown.actions).toEqual([]);
  const engagement = shown.engagements[0];
  if (acts.length < 2) return expect(engagement).toBeUndefined();
  expect(engagement).toMatchObject({ endedBy: 'cancel' });
  expect(engagement?.['signedAt'] === null).toBe(acts.length < 3);
  // the agency reads why
  expect((await record(no, surveyor)).milestones.at(-1)).toMatchObject({ note: '项目暂缓' });
  expect((await noticesOf(no)).at(-1)).toMatchObject({
    kind: 'cancel',
    addressees: expect.arrayContaining([`agency:${surveyor.uscc}`]) as string[],
  });
  expect((await people.act(surveyor, no, 'signature')).body).toMatchObject({ state: 'terminated' });
});

test('an open tender is taken back with it, its bids stay sealed, and all who could bid are told', async () => {
  const no = await anOwn();
  await people.brief(no, { way: 'lowest-price' });
  await people.act(enterprise, no, 'tender');
  await people.act(surveyor, no, 'bids', { priceYuan: 30_000, days: 5, nonce: '0'.repeat(32) });
  expect((await cancel(no)).status).toBe(200);
  const { body } = await people.read(enterprise, `/v1/commissions/${no}/tender`);
  expect(body).toMatchObject({ outcome: 'cancelled', seed: null });
  const told = (await noticesOf(no)).at(-1)!;
  for (const { uscc, status } of surveyors)
    if (status === 'listed') expect(told.addressees).toContain(`agency:${uscc}`);
});

test('what is accepted, ended, or needed by a task of an order is not ended by its owner', async () => {
  const no = await moved(await anOwn({ purpose: 'other-paper' }), direct);
  await people.act(enterprise, no, 'acceptance');
  expect((await cancel(no)).body).toMatchObject({
    type: '/problems/commission-not-there',
    state: 'accepted',
  });
  const ended = await anOwn();
  await cancel(ended);
  expect((await cancel(ended)).body).toMatchObject({
    type: '/problems/commission-not-there',
    state: 'terminated',
  });
  const ofOrder = await people.aCommission();
  expect((await cancel(ofOrder)).body).toMatchObject({ type: '/problems/ends-with-order' });
  expect((await record(ofOrder)).state).toBe('briefing');
  expect((await cancel(ended, { ...enterprise, uscc: '91330683MAFAKE0274' })).status).toBe(404);
  expect((await cancel(ended, supervisor)).status).toBe(403);
});

test('of two ends at once one counts; of an end and a signature both orders are whole', async () => {
  const twice = await moved(await anOwn(), ['brief', 'engagement']);
  const answers = await Promise.all([cancel(twice), cancel(twice)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  for (let i = 0; i < 8; i += 1) {
    const no = await moved(await anOwn(), ['brief', 'engagement']);
    const both = [() => cancel(no), () => people.act(surveyor, no, 'signature')];
    const answers = await Promise.all((i % 2 ? both : both.toReversed()).map((act) => act()));
    const [ended, signed] = i % 2 ? answers : answers.toReversed();
    expect(ended?.status).toBe(200);
    const { milestones, engagements } = await record(no);
    const kinds = milestones.map(({ kind }) => kind);
    expect(kinds).toEqual([
      ...['brief', 'engage'],
      ...(signed?.status === 200 ? ['sign', 'cancel'] : ['cancel']),
    ]);
    expect(engagements[0]).toMatchObject({ endedBy: 'cancel' });
    expect(engagements[0]?.['signedAt'] !== null).toBe(signed?.status === 200);
  }
});

test('a joint survey is accepted with its number and last day, the result of a task without', async () => {
  const no = await moved(await anOwn(), direct);
  const accept = (one: string, body: object) => people.act(enterprise, one, 'acceptance', body);
  const faultsOf = async (one: string, body: object) =>
    (await accept(one, body)).body.faults.map(({ at }) => at);
  expect(await faultsOf(no, {})).toEqual(['/number', '/expiresDay']);
  expect(await faultsOf(no, { expiresDay: '2020-01-01' })).toEqual(['/number', '/expiresDay']);
  const { actions } = await record(no);
  expect(actions.find(({ action }) => action === 'accept-result')?.fields).toEqual([
    ...['note', 'number', 'expiresDay'],
  ]);
  const other = await moved(await anOwn({ purpose: 'other-paper' }), direct);
  expect((await accept(other, {})).status).toBe(200);
  const ofOrder = await people.aCommission({ category: 'MAP' });
  await moved(ofOrder, direct);
  expect(await faultsOf(ofOrder, { number: '1', expiresDay: '2028-01-01' })).toEqual([
    ...['/number', '/expiresDay'],
  ]);
});

test('a direct choice is on record with all who could be hired then, to the owner and overseers, not to the agency', async () => {
  const no = await moved(await anOwn(), ['brief', 'engagement']);
  const from = surveyors.filter(({ status }) => status === 'listed').map((one) => one.agencyNo);
  const choseFrom = { count: from.length, agencyNos: from };
  for (const caller of [enterprise, supervisor])
    expect((await record(no, caller)).engagements[0]).toMatchObject({ choseFrom, chosenBy: 'p-enterprise' });
  expect((await record(no, surveyor)).engagements[0]).toMatchObject({ choseFrom: null });
  await people.act(surveyor, no, 'refusal');
  const gone = surveyors[1]!.agencyNo;
  await service.pool.query('update agencies set status = $1 where agency_no = $2', ['suspended', gone]);
  await people.act(enterprise, no, 'engagement', { agencyNo, priceYuan: 30_000 });
  const { engagements } = await record(no);
  expect(engagements[0]).toMatchObject({ choseFrom });
  expect(engagements[1]).toMatchObject({
    choseFrom: { agencyNos: from.filter((one) => one !== gone) },
  });
  await service.pool.query('update agencies set status = $1 where agency_no = $2', ['listed', gone]);
});

test('work that is long past its contract when it is ended costs its agency, and counts as a contract that ended', async () => {
  const no = await moved(await anOwn(), direct.slice(0, 3));
  const running = async () => {
    const { body } = await people.read(enterprise, `/v1/directory?category=MAP&limit=100`);
    return (body.items as unknown as { agencyNo: string; running: number }[]).find(
      (one) => one.agencyNo === agencyNo,
    )!.running;
  };
  const before = await running();
  service.clock.at += 60 * 86_400_000;
  expect((await cancel(no)).status).toBe(200);
  expect(await running()).toBe(before - 1);
  const { rows } = await service.pool.query(
    'select kind, agency_no as "agencyNo" from deductions where commission_no = $1',
    [no],
  );
  expect(rows).toEqual([{ kind: 'overrun', agencyNo }]);
});

test('a commission is an order’s or an owner’s, never both or half', async () => {
  const no = await anOwn();
  const ofOrder = await people.aCommission();
  for (const [one, change] of [
    [no, sql`purpose = null`],
    [no, sql`order_no = 'O202603029999'`],
    [no, sql`opened_by = null`],
    [ofOrder, sql`paper_number = '1'`],
    [ofOrder, sql`order_no = null`],
    [ofOrder, sql`step = null`],
  ] as const)
    await expect(
      asOwner(
        service.database.url,
        sql`update intermediary_market.commissions set ${change} where commission_no = ${one}`,
      ),
    ).rejects.toThrow('commissions_of_order_or_own');
});
