import {
  openFormerCase,
  type Carried,
  type Case,
  type CaseOpening,
  type CaseWrite,
  type FormerCaseOpening,
  type OrderWrite,
  type Plan,
  type ReceivedOrder,
  type Reprojection,
  type StepWrite,
} from '@doudi/workflows';
import {
  putCarried,
  restoreCase,
  type RepairActivities,
  type Standing,
} from '@doudi/approval-workflows/reconcile';
import { isGone, type TemporalClient } from '@doudi/infra/temporal';
import type { Finding } from './finding.ts';
import { asked, readStory, registrationIn, type Story, withoutPending } from './read-story.ts';
import type { Stores } from './stores.ts';

type Mends = Pick<Finding, 'mendRows' | 'mendWorkflow'>;

/** What is needed to put the rows of one workflow right. */
export interface Projection {
  readonly story: Story;
  readonly standing: Standing;
  /** the generation that supersedes what is on record */
  readonly next: number;
  /** writes again, in order, what the workflow wrote */
  readonly repeat: (story: Story) => Promise<void>;
  /** writes the newest state and all events under a generation */
  readonly supersede: (story: Story, generation: number) => Promise<void>;
}

/** How rows stand to a story; what it still waits for may be on record or not. */
export async function standingOf(
  story: Story,
  compare: (told: Story) => Promise<Standing>,
): Promise<Standing> {
  const whole = await compare(story);
  return whole !== 'equal' && (await compare(withoutPending(story))) === 'equal' ? 'equal' : whole;
}

/**
 * Rows that are behind get the workflow's writes again. Rows that contradict are superseded under the next generation, which a running
 * workflow is told first, so that it goes on under it.
 */
export function mendsOf(temporal: TemporalClient, projection: Projection): Mends {
  const { story, standing, next, repeat, supersede } = projection;
  if (standing === 'behind') return { mendRows: () => repeat(story) };
  if (!story.isRunning) return { mendRows: () => supersede(story, next) };
  return {
    mendWorkflow: async () => {
      await reproject(temporal, story.workflowId, next);
      await supersede((await readStory(temporal, story.workflowId)) ?? story, next);
    },
  };
}

/** Real milliseconds a workflow may take to write its state again. */
const patienceMs = 30_000;

/** Has a workflow write its state again; one that has ended meanwhile goes on under no generation, and needs not be told. */
export const reproject = ({ client }: TemporalClient, workflowId: string, generation: number) =>
  client
    .withDeadline(Date.now() + patienceMs, () =>
      client.workflow.getHandle(workflowId).executeUpdate<void, [Reprojection]>('reproject', {
        updateId: `reproject ${generation}`,
        args: [{ generation }],
      }),
    )
    .catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });

export const stepWrites = (story: Story) =>
  asked(story, 'projectStep').map(({ args }) => args[0] as StepWrite);
export const orderWrites = (story: Story) =>
  asked(story, 'projectOrder').map(({ args }) => args[0] as OrderWrite);
const caseCalls = (story: Story) =>
  asked(story, 'projectCase').map(({ args }): [{ caseNo: string }, CaseWrite] => {
    const [opened, write] = args as unknown as [FormerCaseOpening, CaseWrite];
    // of histories before 2026-12, which say less of a case
    const isFormer = !('rulesVersion' in write.case);
    const one = isFormer ? { ...openFormerCase(opened, 0), ...(write.case as Case) } : write.case;
    return [opened, { ...write, case: one }];
  });
export const caseWrites = (story: Story) => caseCalls(story).map(([, write]) => write);

const allOf = (writes: readonly { readonly events: StepWrite['events'] }[]) =>
  writes.flatMap(({ events }) => events).toSorted((a, b) => a.seq - b.seq);

export const ofStep = (activities: RepairActivities) => ({
  async repeat(story: Story) {
    for (const write of stepWrites(story)) await activities.projectStep(write);
  },
  async supersede(story: Story, generation: number) {
    const writes = stepWrites(story);
    const last = writes.toSorted((a, b) => a.step.events - b.step.events).at(-1);
    if (last) await activities.projectStep({ ...last, generation, events: allOf(writes) });
  },
});

/** What an order carries, as its workflow was answered; undefined before the answer. */
export const carriedIn = (story: Story): Carried | null | undefined => {
  const registration = registrationIn(story);
  return registration && (registration.carried ?? null);
};

export const ofOrder = ({ approvals, repair: activities }: Stores, order: ReceivedOrder) => ({
  async repeat(story: Story) {
    await activities.registerOrder(order, null, registrationIn(story));
    for (const write of orderWrites(story)) await activities.projectOrder(write);
  },
  async supersede(story: Story, generation: number) {
    const writes = orderWrites(story);
    const { closedAt = null, outcome = null } = writes.at(-1) ?? {};
    const agentId = writes.findLast((write) => write.agentId !== undefined)?.agentId;
    const carried = await putCarried(approvals, order.orderNo, carriedIn(story));
    const events = [activities.receiveEvent(order, carried), ...allOf(writes)];
    const newest = { generation, events, closedAt, outcome, ...(agentId && { agentId }) };
    const onTrack = writes.findLast(({ plan }) => plan) ?? { plan: order.plan, carried };
    const { plan, carried: since = null } = onTrack as { plan: Plan; carried?: Carried | null };
    await activities.projectOrder({ orderNo: order.orderNo, ...newest, plan, carried: since });
  },
});

/** A case as its workflow began with it. */
function begunCase({ input }: Story): Pick<CaseWrite, 'caseNo' | 'case'> {
  const opening = input[0] as CaseOpening;
  return { caseNo: opening.caseNo, case: 'case' in opening ? opening.case : openFormerCase(opening, 0) };
}

export const ofCase = ({ approvals, repair }: Stores) => ({
  async repeat(story: Story) {
    await restoreCase(approvals, begunCase(story));
    for (const [opened, write] of caseCalls(story)) await repair.projectCase(opened, write);
  },
  async supersede(story: Story, generation: number) {
    const calls = caseCalls(story);
    const last = calls.at(-1);
    if (last) await repair.projectCase(last[0], { ...last[1], generation, events: allOf(caseWrites(story)) });
  },
});
