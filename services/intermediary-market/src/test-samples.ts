import type { Parties } from '@doudi/testing/access/people';
import type { Samples, Thing } from '@doudi/testing/samples';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { webhookSamples } from '@doudi/testing/database/give-webhooks';
import { giveNotices, noticeSamples, type GivenNotices } from '@doudi/testing/database/give-notices';
import type { Caller } from '@doudi/infra/http';
import { sampleAgencies } from './samples/agencies.ts';
import type { routes } from './routes.ts';
import { aRequest, designer, enterprise, supervisor, type TestService } from './test-service.ts';
import { agencySamples, type AgencyThings, agencyThings } from './test-agency-samples.ts';
import { aCommissionFile, requestsOf } from './test-requests.ts';

type Side = 'ours' | 'theirs';
/** Of another category than ours, so that neither may bid for the other's commissions. */
const consultant = sampleAgencies.find(({ category }) => category === 'EIA')!;

export const parties: Parties = {
  ours: { uscc: enterprise.uscc, agentId: 'p-agent', department: 'NRP', agencyUscc: designer.uscc },
  theirs: {
    uscc: '91330683MAFAKE0274',
    agentId: 'p-agent-2',
    department: 'EEB',
    agencyUscc: consultant.uscc,
  },
  nobody: {
    uscc: '91330683MAFAKE043R',
    agentId: 'p-agent-3',
    department: 'DRC',
    agencyUscc: '91330683MAFAKE043R',
  },
};
const projects = { ours: '2601-330683-04-01-000001', theirs: '2601-330683-04-01-000002' };
const agencies = { ours: 'A016', theirs: consultant.agencyNo };
/** Each in a step of the department of its side. */
const works = {
  ours: { category: 'DSN', step: 'planning', task: 'scheme-design' },
  theirs: { category: 'EIA', step: 'environmental-assessment', task: 'eia-report' },
} as const;

const direct = ['brief', 'engagement', 'signature', 'deliverables', 'acceptance'] as const;
const tender = ['brief', 'tender', 'bid', 'bid', 'end'] as const;
/** What has happened to a commission that is in a state; of two that are briefed one is to be put out to tender. */
const lives = {
  briefing: [],
  briefed: direct.slice(0, 1),
  'briefed-tender': tender.slice(0, 1),
  bidding: tender.slice(0, 2),
  selecting: tender,
  contracting: direct.slice(0, 2),
  'awaiting-inputs': direct.slice(0, 3),
  working: direct.slice(0, 3),
  delivered: direct.slice(0, 4),
  accepted: direct,
} as const;
type Life = keyof typeof lives;

/** Commissions of both sides, moved as far as it takes. */
function marketThings({ pool, ...service }: TestService) {
  const { act, post, aCommission } = requestsOf({ pool, ...service });
  const commission = async (side: Side, life: Life): Promise<string> => {
    const [{ uscc, agencyUscc }, projectCode] = [parties[side], projects[side]];
    const no = await aCommission({ ...works[side], ...aRequest(works[side]), uscc, projectCode });
    await pool.query('update agencies set status = $1 where agency_no = $2', ['listed', agencies[side]]);
    const owner: Caller = { subject: 'p-owner', roles: ['enterprise'], uscc };
    const agency: Caller = { subject: 'p-agency', roles: ['agency'], uscc: agencyUscc };
    const bidders = sampleAgencies.filter(({ category }) => category === works[side].category);
    const isTender = life === 'briefed-tender' || life === 'bidding' || life === 'selecting';
    const way = isTender ? 'lowest-price' : 'direct';
    const inputs = life === 'awaiting-inputs' ? ['地形图'] : [];
    const acts = {
      brief: () => act(owner, no, 'brief', { way, requirements: '编制一套', inputs }),
      engagement: () => act(owner, no, 'engagement', { agencyNo: agencies[side], priceYuan: 98_000 }),
      signature: () => act(agency, no, 'signature'),
      deliverables: () => act(agency, no, 'deliverables'),
      acceptance: () => act(owner, no, 'acceptance'),
      tender: () => act(owner, no, 'tender'),
      bid: (i: number) => act({ ...agency, uscc: bidders[i]!.uscc }, no, 'bids', aBid),
      end: () => service.endLimit(no),
    };
    for (const [i, next] of lives[life].entries()) {
      const answer = await acts[next](i);
      if (answer && answer.status >= 300) throw new Error(`${no} does not come to ${life}: ${answer.text}`);
    }
    return no;
  };
  /** A deduction for a result that was sent back. */
  const deduction = async (side: Side): Promise<{ agencyNo: string; no: string }> => {
    const no = await commission(side, 'delivered');
    const owner: Caller = { subject: 'p-owner', roles: ['enterprise'], uscc: parties[side].uscc };
    await act(owner, no, 'return', { reason: '缺少节能篇章' });
    const { rows } = await pool.query<{ no: string }>(
      'select deduction_no::text as no from deductions where commission_no = $1',
      [no],
    );
    return { agencyNo: agencies[side], no: rows[0]!.no };
  };
  const appeal = async (side: Side): Promise<{ agencyNo: string; no: string }> => {
    const { agencyNo, no } = await deduction(side);
    const agency: Caller = { subject: 'p-agency', roles: ['agency'], uscc: parties[side].agencyUscc };
    await post(agency, `/v1/agencies/${agencyNo}/deductions/${no}/appeal`, { text: '业主变更需求' });
    return { agencyNo, no };
  };
  /** A joint survey that the owner of a side has commissioned by itself. */
  const ownWork = async (side: Side): Promise<string> => {
    const owner: Caller = { subject: 'p-owner', roles: ['enterprise'], uscc: parties[side].uscc };
    const { headers, text } = await post(owner, '/v1/commissions', aWork(projects[side]));
    const no = /CE\d+/.exec(headers['location'] ?? '')?.[0];
    if (!no) throw new Error(`no commission of one's own: ${text}`);
    return no;
  };
  return { commission, deduction, appeal, ownWork };
}
const aWork = (projectCode: string) => ({
  ...{ projectCode, purpose: 'joint-survey', category: 'MAP', days: 7 },
  ...{ topics: ['planning-survey', 'land-survey'], scope: '一期厂房' },
});

/** The tables in which a commission, its rounds and its tenders stand. */
const everything = [
  ...['commissions', 'milestones', 'outbox', 'texts', 'notices'],
  ...['briefs', 'engagements', 'tenders', 'bids', 'opened_bids'],
  ...['deductions', 'appeals', 'ratings', 'agency_credit', 'agencies', 'agency_events', 'agency_records'],
];

const aBid = { priceYuan: 98_000, days: 15, nonce: '9f86d081884c7d659a2feaa0c55ad015' };

/** Commissions under contract. */
export type Things = Readonly<Record<Side, string>> & {
  /** commissions that are out to tender */
  readonly tenders: Readonly<Record<Side, string>>;
  readonly notices: GivenNotices;
  readonly agencies: AgencyThings;
};

/** One of each side, both agents with their mandates. */
export async function sampleThings(service: TestService): Promise<Things> {
  const given = (side: Side) => ({ ...parties[side], projectCode: projects[side] });
  await giveMandates(service.database.url, [given('ours'), given('theirs')]);
  const { commission, appeal } = marketThings(service);
  for (const side of ['ours', 'theirs'] as const) {
    await commission(side, 'briefing');
    // what waits for the department, and for supervisors
    await commission(side, 'accepted');
    await appeal(side);
  }
  const [ours, theirs] = [await commission('ours', 'contracting'), await commission('theirs', 'contracting')];
  for (const [side, no] of [
    ['ours', ours],
    ['theirs', theirs],
  ] as const) {
    const owner: Caller = { subject: 'p-owner', roles: ['enterprise'], uscc: parties[side].uscc };
    await requestsOf(service).giveFile(owner, no, 'contract');
  }
  return {
    ...{ ours, theirs },
    tenders: {
      ours: await commission('ours', 'bidding'),
      theirs: await commission('theirs', 'bidding'),
    },
    notices: await giveNotices(service.pool, parties, projects),
    agencies: await agencyThings(service, parties),
  };
}

const fake = { kind: 'fake', evidence: '监测数据系伪造' };

/** A file of a commission as it is uploaded. */
function aFile(commissionNo: string): Thing {
  const { query, content } = aCommissionFile('contract');
  return { params: { commissionNo }, query, content };
}

/** What the generated tests need to know of each URL of the market. */
export function samples(world: () => { service: TestService; things: Things }) {
  const none = { commissionNo: 'C209912310001-scheme-design' };
  const one = {
    own: () => ({ params: { commissionNo: world().things.ours } }),
    foreign: () => ({ params: { commissionNo: world().things.theirs } }),
    none: { params: none },
  };
  const acted = (state: Life, body: (side: Side) => object) => {
    const make = async (side: Side): Promise<Thing> => {
      const commissionNo = await marketThings(world().service).commission(side, state);
      return { params: { commissionNo }, body: body(side) };
    };
    return {
      own: () => make('ours'),
      foreign: () => make('theirs'),
      none: { params: none, body: body('ours') },
      touches: everything,
      readAgain: async ({ params, body: sent }: Thing) => {
        const { milestones } = (
          await requestsOf(world().service).read(supervisor, `/v1/commissions/${params?.['commissionNo']}`)
        ).body as unknown as { milestones: readonly { note: string | null; sha256: string | null }[] };
        const { note, sha256 } = milestones.at(-1)!;
        return { ...('reason' in (sent ?? {}) ? { reason: note } : { note }), sha256 };
      },
    };
  };
  const ofTender = (side: Side) => () => ({ params: { commissionNo: world().things.tenders[side] } });
  /** On a deduction; `made` makes it anew. */
  const onDeduction = (
    made: 'deduction' | 'appeal',
    body: object,
    shown: (appeal: Record<string, unknown>) => Record<string, unknown>,
  ) => {
    const make = async (side: Side): Promise<Thing> => ({
      params: await marketThings(world().service)[made](side),
      body,
    });
    return {
      own: () => make('ours'),
      none: { params: { agencyNo: 'A016', no: '999999999' }, body },
      touches: everything,
      readAgain: async ({ params }: Thing) =>
        shown((await deductionOf(params))['appeal'] as Record<string, unknown>),
      make,
    };
  };
  const deductionOf = async (params: Thing['params']): Promise<Record<string, unknown>> => {
    const path = `/v1/agencies/${params?.['agencyNo']}/credit`;
    const { lines } = (await requestsOf(world().service).read(supervisor, path)).body as unknown as {
      lines: { deduction: Record<string, unknown> | null }[];
    };
    const all = lines.flatMap(({ deduction }) => (deduction ? [deduction] : []));
    return all.find(({ deductionNo }) => String(deductionNo) === params?.['no']) ?? all.at(-1)!;
  };
  const { make: makeToAppeal, ...toAppeal } = onDeduction(
    'deduction',
    { text: '业主变更需求' },
    ({ text }) => ({ text }),
  );
  const { make: _, ...toDecide } = onDeduction(
    'appeal',
    { decision: 'upheld', reason: '与成果质量无关' },
    ({ state, reason }) => ({ decision: state, reason }),
  );
  const rated = acted('accepted', () => ({
    quality: 5,
    time: 4,
    price: 5,
    attitude: 5,
    compliance: 5,
    note: '好',
  }));
  return {
    'GET /v1/agencies/:agencyNo/credit': {
      own: () => ({ params: { agencyNo: 'A016' } }),
      none: { params: { agencyNo: 'A999' } },
    },
    'POST /v1/agencies/:agencyNo/deductions': {
      own: () => ({ params: { agencyNo: 'A016' }, body: fake }),
      none: { params: { agencyNo: 'A999' }, body: fake },
      touches: everything,
      readAgain: async ({ params }) => ({ evidence: (await deductionOf(params))['evidence'] }),
    },
    'POST /v1/agencies/:agencyNo/deductions/:no/appeal': {
      ...toAppeal,
      foreign: () => makeToAppeal('theirs'),
    },
    'POST /v1/agencies/:agencyNo/deductions/:no/appeal/decision': toDecide,
    'GET /v1/directory': { own: () => ({ query: { category: 'DSN' } }) },
    'GET /v1/directory/comparison': { own: () => ({ query: { category: 'DSN', agencies: 'A017,A018' } }) },
    'GET /v1/directory/shares': {
      own: () => ({ query: { uscc: parties.ours.uscc } }),
      foreign: () => ({ query: { uscc: parties.theirs.uscc } }),
      says: { foreign: 403, bare: 403 },
    },
    'GET /v1/commissions/:commissionNo/ratings': one,
    'POST /v1/commissions/:commissionNo/rating': {
      ...rated,
      touches: [...rated.touches, 'ratings'],
      readAgain: async ({ params }) => {
        const path = `/v1/commissions/${params?.['commissionNo']}/ratings`;
        const { ratings } = (await requestsOf(world().service).read(supervisor, path)).body as unknown as {
          ratings: readonly { note: string | null }[];
        };
        return { note: ratings.at(-1)!.note };
      },
    },
    ...agencySamples(parties, () => ({ service: world().service, things: world().things.agencies })),
    'GET /v1/inbox/intermediary-market': {
      own: () => ({}),
      // what waits for one side does not wait for the other: both are known by the project
      lists: { own: () => projects.ours, foreign: () => projects.theirs },
    },
    ...noticeSamples('intermediary-market', () => world().things.notices),
    ...webhookSamples('intermediary-market', () => world().service.pool),
    'GET /v1/commissions': {
      own: () => ({}),
      lists: {
        own: () => world().things.ours,
        foreign: () => world().things.theirs,
        narrowed: () => ({ query: { orderNo: `O${world().things.theirs.slice(1, 13)}` } }),
      },
    },
    'POST /v1/commissions': {
      own: () => ({ body: aWork(projects.ours) }),
      foreign: () => ({ body: aWork(projects.theirs) }),
      none: { body: aWork('2601-330683-04-01-999999') },
      touches: [...everything, 'commission_serials'],
      readAgain: async () => {
        const newest = `/v1/commissions?own=true&projectCode=${projects.ours}&limit=1`;
        const { items } = (await requestsOf(world().service).read(supervisor, newest)).body;
        const { projectCode, category, budgetDays, own } = items[0] as unknown as {
          readonly projectCode: string;
          readonly category: string;
          readonly budgetDays: number;
          readonly own: {
            readonly purpose: string;
            readonly topics: readonly string[];
            readonly scope: string;
          };
        };
        const { purpose, topics, scope } = own;
        return { projectCode, category, days: budgetDays, purpose, topics, scope };
      },
    },
    'POST /v1/commissions/:commissionNo/cancellation': {
      ...acted('briefing', () => ({})),
      own: async () => ({
        params: { commissionNo: await marketThings(world().service).ownWork('ours') },
        body: { reason: '项目暂缓' },
      }),
      foreign: async () => ({
        params: { commissionNo: await marketThings(world().service).ownWork('theirs') },
        body: { reason: '项目暂缓' },
      }),
      none: { params: none, body: { reason: '项目暂缓' } },
      touches: [...everything, 'commission_serials'],
    },
    'GET /v1/commissions/:commissionNo': one,
    'GET /v1/commissions/:commissionNo/tender': {
      ...{ own: ofTender('ours'), foreign: ofTender('theirs'), none: { params: none } },
    },
    'POST /v1/commissions/:commissionNo/files': {
      own: () => aFile(world().things.ours),
      foreign: () => aFile(world().things.theirs),
      none: aFile(none.commissionNo),
      touches: ['commission_files'],
    },
    'GET /v1/commissions/:commissionNo/files/:fileNo': {
      own: () => ({ params: { commissionNo: world().things.ours, fileNo: '1' } }),
      foreign: () => ({ params: { commissionNo: world().things.theirs, fileNo: '1' } }),
      none: { params: { ...none, fileNo: '1' } },
    },
    'POST /v1/commissions/:commissionNo/brief': {
      ...acted('briefing', () => ({ way: 'random', requirements: '编制一套', inputs: ['地形图'] })),
      readAgain: async ({ params }: Thing) => {
        const { body } = await requestsOf(world().service).read(
          supervisor,
          `/v1/commissions/${params?.['commissionNo']}`,
        );
        return body.brief as Readonly<Record<string, unknown>>;
      },
    },
    'POST /v1/commissions/:commissionNo/tender': acted('briefed-tender', () => ({ isUrgent: true })),
    'POST /v1/commissions/:commissionNo/tender/cancellation': acted('bidding', () => ({
      reason: '另行公告',
    })),
    'POST /v1/commissions/:commissionNo/bids': unread(acted('bidding', () => aBid)),
    'POST /v1/commissions/:commissionNo/award': acted('selecting', () => ({})),
    'POST /v1/commissions/:commissionNo/engagement': acted('briefed', (side) => ({
      agencyNo: agencies[side],
      priceYuan: 98_000,
    })),
    'POST /v1/commissions/:commissionNo/withdrawal': acted('contracting', () => ({ reason: '机构未回应' })),
    'POST /v1/commissions/:commissionNo/inputs': acted('awaiting-inputs', () => ({ note: '地形图已发送' })),
    'POST /v1/commissions/:commissionNo/replacement': acted('working', () => ({ reason: '无成果' })),
    'POST /v1/commissions/:commissionNo/signature': acted('contracting', () => ({})),
    'POST /v1/commissions/:commissionNo/refusal': acted('contracting', () => ({ reason: '人手不足' })),
    'POST /v1/commissions/:commissionNo/deliverables': acted('working', () => ({
      note: '设计文本一套',
      sha256: '0a'.repeat(32),
    })),
    'POST /v1/commissions/:commissionNo/acceptance': acted('delivered', () => ({ note: '同意验收' })),
    'POST /v1/commissions/:commissionNo/return': acted('delivered', () => ({ reason: '缺少节能篇章' })),
  } satisfies Samples<ReturnType<typeof routes>[number]>;
}

/** What is sealed is not read again. */
const unread = <S extends { readonly readAgain: unknown }>({ readAgain: _, ...sample }: S) => sample;
