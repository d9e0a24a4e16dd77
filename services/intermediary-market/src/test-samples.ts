import type { Parties } from '@doudi/testing/access/people';
import type { Samples, Thing } from '@doudi/testing/samples';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { webhookSamples } from '@doudi/testing/database/give-webhooks';
import { giveNotices, noticeSamples, type GivenNotices } from '@doudi/testing/database/give-notices';
import type { Caller } from '@doudi/infra/http';
import { sampleAgencies } from './samples/agencies.ts';
import type { routes } from './routes.ts';
import { aRequest, designer, enterprise, supervisor, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

type Side = 'ours' | 'theirs';
const [otherDesigner = designer.uscc] = sampleAgencies
  .filter(({ agencyNo }) => agencyNo === 'A017')
  .map(({ uscc }) => uscc);

export const parties: Parties = {
  ours: { uscc: enterprise.uscc, agentId: 'p-agent', department: 'DRC', agencyUscc: designer.uscc },
  theirs: { uscc: '91330683MAFAKE0274', agentId: 'p-agent-2', department: 'NRP', agencyUscc: otherDesigner },
  nobody: {
    uscc: '91330683MAFAKE043R',
    agentId: 'p-agent-3',
    department: 'EEB',
    agencyUscc: '91330683MAFAKE043R',
  },
};
const projects = { ours: '2601-330683-04-01-000001', theirs: '2601-330683-04-01-000002' };
const agencies = { ours: 'A016', theirs: 'A017' };

const states = ['briefing', 'contracting', 'working', 'delivered'] as const;

/** Commissions of both sides, moved as far as it takes. */
function marketThings({ pool, ...service }: TestService) {
  const { act, aCommission } = requestsOf({ pool, ...service });
  const commission = async (side: Side, state: (typeof states)[number]): Promise<string> => {
    const [{ uscc, agencyUscc }, projectCode] = [parties[side], projects[side]];
    const no = await aCommission({ ...aRequest(), uscc, projectCode });
    const owner: Caller = { subject: 'p-owner', roles: ['enterprise'], uscc };
    const agency: Caller = { subject: 'p-agency', roles: ['agency'], uscc: agencyUscc };
    const acts = [
      () => act(owner, no, 'engagement', { agencyNo: agencies[side] }),
      () => act(agency, no, 'signature'),
      () => act(agency, no, 'deliverables'),
    ];
    for (const next of acts.slice(0, states.indexOf(state))) {
      const { status, text } = await next();
      if (status !== 200) throw new Error(`${no} does not come to ${state}: ${text}`);
    }
    return no;
  };
  return { commission };
}

/** Commissions under contract. */
export type Things = Readonly<Record<Side, string>> & { readonly notices: GivenNotices };

/** One of each side, both agents with their mandates. */
export async function sampleThings(service: TestService): Promise<Things> {
  const given = (side: Side) => ({ ...parties[side], projectCode: projects[side] });
  await giveMandates(service.database.url, [given('ours'), given('theirs')]);
  const { commission } = marketThings(service);
  for (const side of ['ours', 'theirs'] as const) await commission(side, 'briefing');
  return {
    ours: await commission('ours', 'contracting'),
    theirs: await commission('theirs', 'contracting'),
    notices: await giveNotices(service.pool, parties, projects),
  };
}

/** What the generated tests need to know of each URL of the market. */
export function samples(world: () => { service: TestService; things: Things }) {
  const none = { commissionNo: 'C209912310001-scheme-design' };
  const one = {
    own: () => ({ params: { commissionNo: world().things.ours } }),
    foreign: () => ({ params: { commissionNo: world().things.theirs } }),
    none: { params: none },
  };
  const acted = (state: (typeof states)[number], body: (side: Side) => object) => {
    const make = async (side: Side): Promise<Thing> => {
      const commissionNo = await marketThings(world().service).commission(side, state);
      return { params: { commissionNo }, body: body(side) };
    };
    return {
      own: () => make('ours'),
      foreign: () => make('theirs'),
      none: { params: none, body: body('ours') },
      touches: ['commissions', 'milestones', 'outbox', 'texts', 'notices'],
      readAgain: async ({ params, body: sent }: Thing) => {
        const { milestones } = (
          await requestsOf(world().service).read(supervisor, `/v1/commissions/${params?.['commissionNo']}`)
        ).body as unknown as { milestones: readonly { note: string | null; sha256: string | null }[] };
        const { note, sha256 } = milestones.at(-1)!;
        return { ...('reason' in (sent ?? {}) ? { reason: note } : { note }), sha256 };
      },
    };
  };
  return {
    'GET /v1/agencies': { own: () => ({}) },
    'GET /v1/agencies/categories': { own: () => ({}) },
    'GET /v1/agencies/:agencyNo': {
      own: () => ({ params: { agencyNo: 'A016' } }),
      none: { params: { agencyNo: 'A999' } },
    },
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
    'GET /v1/commissions/:commissionNo': one,
    'POST /v1/commissions/:commissionNo/engagement': acted('briefing', (side) => ({
      agencyNo: agencies[side],
    })),
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
