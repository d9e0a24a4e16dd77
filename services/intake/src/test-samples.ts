import type { Parties } from '@doudi/testing/access/people';
import { webhookSamples } from '@doudi/testing/database/give-webhooks';
import { giveNotices, noticeSamples } from '@doudi/testing/database/give-notices';
import type { Samples, Thing } from '@doudi/testing/samples';
import { asOwner } from '@doudi/testing/database/as-owner';
import { departmentOf, planFor, type Plan } from '@doudi/workflows';
import { randomInt, randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import type { routes } from './routes.ts';
import { simpleProject } from './ask-advice.ts';
import { ours, theirs, type TestService } from './test-service.ts';
import { anEntry } from './test-people.ts';
import { aPaper, requestsOf } from './test-requests.ts';

export const parties: Parties = {
  ours: { uscc: ours, agentId: 'agent-1', department: 'DRC', agencyUscc: '91330683MAFAKE107P' },
  theirs: { uscc: theirs, agentId: 'agent-2', department: 'NRP', agencyUscc: '91330683MAFAKE115H' },
  nobody: {
    uscc: '91330683MAFAKE043R',
    agentId: 'agent-3',
    department: 'EEB',
    agencyUscc: '91330683MAFAKE043R',
  },
};
type Side = 'ours' | 'theirs';

const farAhead = '2099-12-31T17:00:00+08:00';

/** Every plan has tasks of all departments: this order is left with those of one, so that the others are strangers to it. */
async function leaveTo({ database }: TestService, orderNo: string, department: string): Promise<void> {
  const { steps, ...plan } = planFor('50') as Plan;
  const own = steps.map((step) => ({
    ...step,
    tasks: step.tasks.filter((task) => departmentOf(task) === department),
  }));
  const left = JSON.stringify({ ...plan, steps: own });
  await asOwner(
    database.url,
    sql`update intake.orders set plan = ${left}::jsonb where order_no = ${orderNo}`,
  );
}

/** One project, mandate and order of each side. */
export async function sampleThings(service: TestService) {
  const { send, aProject, givePaper } = requestsOf(service);
  const register = async (side: Side): Promise<string> => {
    const { uscc, agentId } = parties[side];
    const { body } = await send('administrator', '/v1/projects', aNewProject({ uscc })).expect(201);
    await mandate(body.code, agentId);
    return body.code;
  };
  const aNewProject = (changes: object) =>
    aProject({ code: `2017-330683-29-04-${randomInt(1_000_000).toString().padStart(6, '0')}`, ...changes });
  const mandate = async (projectCode: string, agentId: string, expiresAt = farAhead): Promise<string> => {
    const given = { projectCode, agentId, scopes: ['order', 'commission'], expiresAt };
    return (await send('administrator', '/v1/mandates', given).expect(201)).body.mandateNo;
  };
  const expiring = async (side: Side): Promise<string> => {
    const { uscc, agentId } = parties[side];
    const { body } = await send('administrator', '/v1/projects', aNewProject({ uscc })).expect(201);
    return mandate(body.code, agentId, new Date(Date.now() + 20 * 86_400_000).toISOString());
  };
  /** An order that another agent may take over. */
  const handover = async (side: Side): Promise<string> => {
    const projectCode = await register(side);
    await mandate(projectCode, 'agent-9');
    return orderFor(side, projectCode);
  };
  const order = async (side: Side): Promise<string> => orderFor(side, await register(side));
  const orderFor = async (side: Side, projectCode: string): Promise<string> => {
    const who = side === 'ours' ? 'enterprise' : 'stranger';
    return (await send(who, '/v1/orders', { projectCode, track: '50' }).expect(201)).body.orderNo;
  };
  const paperOf = async (side: Side, project: string): Promise<string> =>
    (await givePaper(side === 'ours' ? 'enterprise' : 'stranger', project)).paperNo;
  const of = async (side: Side) => {
    const project = await register(side);
    const placed = await order(side);
    const paperProject = await register(side);
    await leaveTo(service, await orderFor(side, paperProject), parties[side].department);
    return {
      paper: await paperOf(side, paperProject),
      paperProject,
      ...{ project, mandate: await mandate(project, parties[side].agentId) },
      ...{ order: placed, expiring: await expiring(side) },
    };
  };
  const [own, other] = [await of('ours'), await of('theirs')];
  return {
    ours: own,
    theirs: other,
    notices: await giveNotices(service.pool, parties, { ours: own.project, theirs: other.project }),
    register,
    mandate,
    order,
    handover,
    paper: async (side: Side) => paperOf(side, (side === 'ours' ? own : other).paperProject),
    aNewProject,
  };
}
export type Things = Awaited<ReturnType<typeof sampleThings>>;

const mandateOf = (projectCode: string, agentId = 'agent-9') => ({
  ...{ projectCode, agentId, scopes: ['order'], expiresAt: farAhead },
});
const nothing = {
  ...{ project: '2017-330683-29-03-999999', mandate: 'M209912310001', order: 'O209912310001' },
  person: 'p-9999',
  paper: 'P209912310001',
};

/** What the generated tests need to know of each URL of the service. */
export function samples(world: () => { service: TestService; things: Things }) {
  const both = (make: (side: Side) => Thing | Promise<Thing>) => ({
    own: () => make('ours'),
    foreign: () => make('theirs'),
  });
  const listed = (kind: 'project' | 'mandate' | 'order' | 'expiring') => ({
    own: () => world().things.ours[kind],
    foreign: () => world().things.theirs[kind],
  });
  const onePerson = {
    own: () => ({ params: { subject: parties.ours.agentId } }),
    none: { params: { subject: nothing.person } },
  };
  const onePaper = {
    ...both((side) => {
      const { paperProject: code, paper: paperNo } = world().things[side];
      return { params: { code, paperNo } };
    }),
    none: { params: { code: nothing.project, paperNo: nothing.paper } },
  };
  const transferred = {
    uscc: parties.ours.agencyUscc,
    enterpriseName: '绍兴测试越瓷厨电有限公司',
    reason: '登记有误',
  };
  const withdrawn = { reason: '项目选址有变' };
  const read = async (path: string) =>
    (await requestsOf(world().service).ask('administrator', path).expect(200)).body;
  return {
    'POST /v1/projects': {
      ...both((side) => ({ body: world().things.aNewProject({ uscc: parties[side].uscc }) })),
      says: { foreign: 403 },
      touches: ['projects'],
      readAgain: async ({ body }) => ({
        ...(await read(`/v1/projects/${(body as { code: string }).code.trim()}`)),
      }),
    },
    'GET /v1/projects': { own: () => ({}), lists: listed('project') },
    'GET /v1/projects/:code': {
      ...both((side) => ({ params: { code: world().things[side].project } })),
      none: { params: { code: nothing.project } },
    },
    'POST /v1/projects/:code/corrections': {
      ...both(async (side) => ({
        params: { code: await world().things.register(side) },
        body: { industry: 'C38', reason: '行业代码有误' },
      })),
      none: { params: { code: nothing.project }, body: { industry: 'C38', reason: '行业代码有误' } },
      touches: ['projects', 'project_changes', 'texts', 'mandates', 'serials', 'notices'],
      readAgain: async ({ params }) => {
        const { industry, changes } = (await read(`/v1/projects/${params?.['code']}`)) as unknown as {
          industry: string;
          changes: readonly { reason: string }[];
        };
        return { industry, reason: changes.at(-1)?.reason };
      },
    },
    'POST /v1/projects/:code/transfer': {
      own: async () => ({ params: { code: await world().things.register('ours') }, body: transferred }),
      none: { params: { code: nothing.project }, body: transferred },
      touches: ['projects', 'project_changes', 'texts', 'mandates', 'serials', 'notices'],
      readAgain: async ({ params }) => {
        const { uscc, changes } = (await read(`/v1/projects/${params?.['code']}`)) as unknown as {
          uscc: string;
          changes: readonly { reason: string; after: { enterpriseName: string } }[];
        };
        return { uscc, reason: changes.at(-1)?.reason, enterpriseName: changes.at(-1)?.after.enterpriseName };
      },
    },
    'POST /v1/projects/:code/papers': {
      ...both((side) => ({ params: { code: world().things[side].paperProject }, ...aPaper() })),
      none: { params: { code: nothing.project }, ...aPaper() },
      touches: ['papers', 'serials'],
    },
    'GET /v1/projects/:code/papers': {
      ...both((side) => ({ params: { code: world().things[side].paperProject } })),
      none: { params: { code: nothing.project } },
    },
    'GET /v1/projects/:code/papers/:paperNo': onePaper,
    'GET /v1/projects/:code/papers/:paperNo/file': onePaper,
    'POST /v1/projects/:code/papers/:paperNo/withdrawal': {
      ...both(async (side) => ({
        params: { code: world().things[side].paperProject, paperNo: await world().things.paper(side) },
        body: { reason: '误传他项目图纸' },
      })),
      none: {
        params: { code: nothing.project, paperNo: nothing.paper },
        body: { reason: '误传他项目图纸' },
      },
      touches: ['papers', 'serials', 'texts'],
      readAgain: async ({ params }) => {
        const { withdrawn } = (await read(
          `/v1/projects/${params?.['code']}/papers/${params?.['paperNo']}`,
        )) as unknown as { withdrawn: { reason: string } };
        return { reason: withdrawn.reason };
      },
    },
    'POST /v1/mandates': {
      ...both((side) => ({ body: mandateOf(world().things[side].project) })),
      none: { body: mandateOf(nothing.project) },
      touches: ['mandates', 'serials', 'notices'],
      readAgain: async () => {
        const { items, next: _next } = await read('/v1/mandates?limit=1');
        const { agentId, projectCode } = items[0] as unknown as Record<string, string>;
        return { agentId, projectCode };
      },
    },
    'GET /v1/mandates': {
      own: () => ({}),
      lists: {
        ...listed('mandate'),
        narrowed: () => ({ query: { projectCode: world().things.theirs.project } }),
      },
      outlivesMandate: true,
    },
    'POST /v1/mandates/:mandateNo/revocation': {
      ...both(async (side) => {
        const { mandate, [side]: its } = world().things;
        return { params: { mandateNo: await mandate(its.project, 'agent-9') } };
      }),
      none: { params: { mandateNo: nothing.mandate } },
      touches: ['mandates', 'serials', 'notices'],
    },
    'GET /v1/inbox/intake': { own: () => ({}), lists: listed('expiring') },
    ...noticeSamples('intake', () => world().things.notices),
    ...webhookSamples('intake', () => world().service.pool),
    'GET /v1/people': { own: () => ({}) },
    'GET /v1/people/agents': { own: () => ({}) },
    'GET /v1/people/:subject': onePerson,
    'GET /v1/people/:subject/contact': onePerson,
    'PUT /v1/people/:subject': {
      own: () => ({ params: { subject: `p-${randomUUID()}` }, body: anEntry() }),
      touches: ['people', 'contacts'],
      readAgain: async ({ params }) => ({ name: (await read(`/v1/people/${params?.['subject']}`)).name }),
    },
    'GET /v1/tracks': { own: () => ({}) },
    'POST /v1/orders': {
      ...both(async (side) => ({ body: { projectCode: await world().things.register(side), track: '50' } })),
      none: { body: { projectCode: nothing.project, track: '50' } },
      touches: ['projects', 'mandates', 'serials', 'orders', 'notices'],
    },
    'POST /v1/orders/preview': {
      ...both((side) => ({ body: { projectCode: world().things[side].project, track: '30', days: 20 } })),
      none: { body: { projectCode: nothing.project, track: '50' } },
    },
    'POST /v1/orders/advice': { own: () => ({ body: simpleProject }) },
    'GET /v1/orders': { own: () => ({}), lists: listed('order') },
    'GET /v1/orders/:orderNo': {
      ...both((side) => ({ params: { orderNo: world().things[side].order } })),
      none: { params: { orderNo: nothing.order } },
    },
    'GET /v1/orders/:orderNo/receipt': {
      ...both((side) => ({ params: { orderNo: world().things[side].order } })),
      none: { params: { orderNo: nothing.order } },
    },
    'POST /v1/orders/:orderNo/agent': {
      ...both(async (side) => ({
        params: { orderNo: await world().things.handover(side) },
        body: { agentId: 'agent-9' },
      })),
      none: { params: { orderNo: nothing.order }, body: { agentId: 'agent-9' } },
      touches: ['projects', 'mandates', 'serials', 'orders', 'agent_replacements', 'notices'],
      readAgain: async ({ params }) => {
        const { agentId } = (await read(`/v1/orders/${params?.['orderNo']}`)) as unknown as {
          agentId: string;
        };
        return { agentId };
      },
    },
    'POST /v1/orders/:orderNo/track': {
      ...both(async (side) => ({
        params: { orderNo: await world().things.order(side) },
        body: { track: '30', days: 20 },
      })),
      none: { params: { orderNo: nothing.order }, body: { track: '30', days: 20 } },
      touches: ['projects', 'mandates', 'serials', 'orders', 'track_changes', 'notices'],
      readAgain: async ({ params }) => {
        const { track, budgetDays: days } = (await read(`/v1/orders/${params?.['orderNo']}`)) as unknown as {
          track: string;
          budgetDays: number;
        };
        return { track, days };
      },
    },
    'POST /v1/orders/:orderNo/withdrawal': {
      ...both(async (side) => ({ params: { orderNo: await world().things.order(side) }, body: withdrawn })),
      none: { params: { orderNo: nothing.order }, body: withdrawn },
      touches: ['projects', 'mandates', 'serials', 'orders', 'withdrawals', 'texts', 'notices'],
      readAgain: async ({ params }) => {
        const { withdrawal } = (await read(`/v1/orders/${params?.['orderNo']}`)) as unknown as {
          withdrawal: { reason: string };
        };
        return { reason: withdrawal.reason };
      },
    },
  } satisfies Samples<ReturnType<typeof routes>[number]>;
}
