import { GivingCommissionFile } from './give-commission-file.ts';
import { intermediaryMarket } from './service.ts';
import {
  agent,
  designer,
  enterprise,
  openedAt,
  supervisor,
  testService,
  type TestService,
} from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

const inbox = '/v1/inbox/intermediary-market';
/** What waits for somebody about one commission, on whichever page. */
async function waits(
  who: typeof enterprise | typeof designer | typeof agent,
  no: string,
  cursor?: string | null,
): Promise<Waiting[]> {
  const { items, next } = (await people.read(who, `${inbox}?limit=100${cursor ? `&cursor=${cursor}` : ''}`))
    .body;
  const found = items.filter(({ about }) => about === no);
  return found.length > 0 || !next ? found : waits(who, no, next);
}
type Waiting = Awaited<ReturnType<typeof people.read>>['body']['items'][number];
const atDay = (day: string) => void (service.clock.at = Date.parse(`2026-03-${day}T10:00:00+08:00`));

const acts = {
  brief: {
    ...{ who: enterprise, action: 'write-brief' },
    body: {
      way: 'direct',
      requirements: '方案设计一套',
      inputs: ['地形图'],
      ceilingYuan: 1e5,
      requiredBy: '2026-04-30',
    },
  },
  engagement: {
    ...{ who: enterprise, action: 'engage-agency' },
    body: { agencyNo: 'A016', priceYuan: 98_000, days: 16 },
  },
  withdrawal: { who: enterprise, action: 'withdraw-engagement', body: { reason: '机构未回应' } },
  inputs: { who: enterprise, action: 'hand-in-inputs', body: { note: '已发送' } },
  replacement: { who: enterprise, action: 'replace-agency', body: { reason: '无成果' } },
  signature: { who: designer, action: 'sign-contract', body: {} },
  refusal: { who: designer, action: 'decline-engagement', body: { reason: '人手不足' } },
  deliverables: { who: designer, action: 'deliver-result', body: { note: '一套', sha256: '0a'.repeat(32) } },
  return: { who: enterprise, action: 'return-result', body: { reason: '缺少节能篇章' } },
  acceptance: { who: enterprise, action: 'accept-result', body: { note: '同意' } },
} as const;
type Act = keyof typeof acts;
const names = Object.keys(acts) as Act[];

/** A commission after these acts. */
async function after(...done: readonly Act[]): Promise<string> {
  const no = await people.aCommission();
  for (const act of done) expect((await people.act(acts[act].who, no, act, acts[act].body)).status).toBe(200);
  return no;
}

const ways: readonly (readonly Act[])[] = [
  [],
  ['brief'],
  ['brief', 'engagement'],
  ['brief', 'engagement', 'signature'],
  ['brief', 'engagement', 'signature', 'inputs'],
  ['brief', 'engagement', 'signature', 'inputs', 'deliverables'],
  ['brief', 'engagement', 'signature', 'inputs', 'deliverables', 'acceptance'],
];

test.each(ways.flatMap((way) => names.map((act) => [way.join(), act, way] as const)))(
  'after [%s] %s is accepted exactly where it is listed for its side, and listed for no other',
  async (_, act, way) => {
    const no = await after(...way);
    const { who, action, body } = acts[act];
    const listedFor = async (reader: typeof enterprise | typeof designer | typeof supervisor) => {
      const { status, body: read } = await people.read(reader, `/v1/commissions/${no}`);
      return status === 200 ? read.actions.filter((one) => one.action === action) : [];
    };
    const listed = await listedFor(who);
    const other = who === enterprise ? designer : enterprise;
    expect([await listedFor(other), await listedFor(supervisor)]).toEqual([[], []]);
    for (const { href } of listed) expect(href).toBe(`/v1/commissions/${no}/${act}`);
    expect((await people.act(who, no, act, body)).status === 200).toBe(listed.length === 1);
  },
);

test('an action names the fields that its URL takes', async () => {
  const fields = new Map<string, readonly string[]>();
  for (const way of ways)
    for (const reader of [enterprise, designer]) {
      const { status, body } = await people.read(reader, `/v1/commissions/${await after(...way)}`);
      for (const action of status === 200 ? body.actions : []) fields.set(action.action, action.fields);
    }
  const schemas = intermediaryMarket.contract.components['schemas'] as Record<
    string,
    { properties?: object }
  >;
  const takes = (name: string) => Object.keys(schemas[name]?.properties ?? {});
  // what an upload is for stands in the URL of the action
  const upload = Object.keys(GivingCommissionFile.omit({ purpose: true }).shape);
  expect(Object.fromEntries(fields)).toEqual({
    'engage-agency': takes('Engagement'),
    'decline-engagement': takes('Declining'),
    'sign-contract': takes('Signature'),
    'deliver-result': takes('Deliverable'),
    'return-result': takes('Return'),
    // the rest is said of owners' own (own-commissions.test.ts)
    'accept-result': takes('Acceptance').filter((field) => field === 'note'),
    'write-brief': takes('CommissionBrief'),
    'withdraw-engagement': takes('EngagementWithdrawal'),
    'hand-in-inputs': takes('OwnersInputs'),
    'replace-agency': takes('AgencyReplacement'),
    'give-input-file': upload,
    'give-contract-file': upload,
    'give-result-file': upload,
  });
});

test('each stage waits for the side that has the ball, and what is accepted to be rated', async () => {
  const kinds = [];
  for (const way of ways) {
    const no = await after(...way);
    const both = [await waits(enterprise, no), await waits(designer, no)];
    kinds.push(both.map((items) => items.map(({ kind }) => kind).join()));
  }
  expect(kinds).toEqual([
    ['agency-to-choose', ''],
    ['agency-to-choose', ''],
    ['', 'contract-to-sign'],
    ['inputs-to-hand-in', ''],
    ['', 'result-to-deliver'],
    ['result-to-accept', ''],
    ['agency-to-rate', ''],
  ]);
});

test('a contract waits three working days and is late on the fourth', async () => {
  const no = await after('brief', 'engagement');
  atDay('05');
  const item = { dueDay: '2026-03-05', daysLeft: 0, isLate: false, provisional: false };
  expect(await waits(designer, no)).toMatchObject([{ ...item, since: '2026-03-02T10:02:00+08:00' }]);
  atDay('06');
  expect(await waits(designer, no)).toMatchObject([{ daysLeft: -1, isLate: true }]);
});

test('a returned result is due when the rest of its budget is used, without the days it lay with the owner', async () => {
  const no = await after('brief', 'engagement', 'signature', 'inputs'); // Monday 2 March, 16 days
  expect(await waits(designer, no)).toMatchObject([{ dueDay: '2026-03-24' }]);
  atDay('04');
  await people.act(designer, no, 'deliverables');
  expect(await waits(enterprise, no)).toMatchObject([{ kind: 'result-to-accept', dueDay: '2026-03-06' }]);
  atDay('09');
  await people.act(enterprise, no, 'return', acts.return.body);
  // 2 of 16 days are used: 14 days after 9 March
  expect(await waits(designer, no)).toMatchObject([
    { kind: 'deduction-to-appeal', dueDay: '2026-03-16' },
    { kind: 'result-to-deliver', dueDay: '2026-03-27', daysLeft: 14 },
  ]);
});

test('both sides read the project, the track and the budget; strangers nothing', async () => {
  await service.mandate(['order', 'commission'], 'active');
  const no = await people.aCommission({ track: '50' });
  await people.engage(no);
  for (const reader of [enterprise, agent, designer]) {
    const { body } = await people.read(reader, `/v1/commissions/${no}`);
    expect(body).toMatchObject({
      track: '50',
      budgetDays: 16,
      project: { code: '2601-330683-04-01-000001' },
    });
  }
  const stranger = { ...designer, uscc: '91330683MAFAKE115J' };
  expect((await people.read(stranger, `/v1/commissions/${no}`)).status).toBe(404);
});

test('an agency reads why its result came back, and not what another one wrote', async () => {
  const no = await after('brief', 'engagement', 'refusal');
  const other = { ...designer, uscc: await usccOf('A017') };
  await people.engage(no, 'A017');
  await people.act(other, no, 'signature');
  await people.act(enterprise, no, 'inputs', {});
  await people.act(other, no, 'deliverables', { note: '文本' });
  await people.act(enterprise, no, 'return', { reason: '缺少节能篇章' });
  const notes = async (reader: typeof enterprise | typeof designer) =>
    (await people.read(reader, `/v1/commissions/${no}`)).body.milestones.map(({ note }) => note);
  expect(await notes(enterprise)).toEqual([null, null, '人手不足', null, null, null, '文本', '缺少节能篇章']);
  expect(await notes(other as typeof designer)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    '文本',
    '缺少节能篇章',
  ]);
});

const usccOf = async (agencyNo: string) => {
  const { rows } = await service.pool.query<{ uscc: string }>(
    'select uscc from agencies where agency_no = $1',
    [agencyNo],
  );
  return rows[0]!.uscc;
};

test('each side is told of what the other did', async () => {
  const no = await after('brief', 'engagement', 'signature', 'inputs', 'deliverables', 'return');
  const told = async (who: typeof enterprise | typeof designer) =>
    (await people.read(who, `${inbox}/notices?limit=100`)).body.items.flatMap(({ about, kind }) =>
      about === no ? [kind] : [],
    );
  // the newest first
  expect(await told(enterprise)).toEqual(['deliver', 'sign', 'open']);
  expect(await told(designer)).toEqual(['deducted.returned', 'return', 'hand-in-inputs', 'engage']);
});
