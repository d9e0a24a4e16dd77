import {
  compareCase,
  compareOrder as compareOrderRows,
  compareStep,
  forgetStep,
  listSteps,
  nextCaseGeneration,
  nextGeneration,
} from '@doudi/approval-workflows/reconcile';
import {
  orderWorkflowId,
  stepCodes,
  stepWorkflowId,
  type ReceivedOrder,
  type Step,
  type StepCode,
} from '@doudi/workflows';
import { compareCalendar } from './compare-calendar.ts';
import { compareCommissionOf } from './compare-commission.ts';
import { compareReceiptOf } from './compare-receipt.ts';
import { type Finding } from './finding.ts';
import {
  carriedIn,
  caseWrites,
  mendsOf,
  ofCase,
  ofOrder,
  ofStep,
  orderWrites,
  reproject,
  standingOf,
  stepWrites,
} from './projections.ts';
import { readStory, type Story } from './read-story.ts';
import type { Stores } from './stores.ts';

const words = {
  behind: 'PostgreSQL lacks some of what its workflow did',
  contradicting: 'PostgreSQL says what its workflow has not done: decisions among it must be made again',
} as const;

/** Compares all that belongs to an order which Temporal has: its receipt, rows, steps, cases, commissions and calendar. */
export async function compareOrder(stores: Stores, orderNo: string): Promise<Finding[]> {
  const story = await readStory(stores.temporal, orderWorkflowId(orderNo));
  const order = story?.input[0] as ReceivedOrder | undefined;
  if (!story || !order) return [];
  if (!story.isRunning && story.result === undefined)
    return [{ about: orderNo, says: 'its workflow was ended by hand in Temporal, without an outcome' }];
  const next = await nextGeneration(stores.approvals, orderNo);
  const of = { stores, next, orderNo };
  const receipt = await compareReceiptOf(stores, order, story);
  if (receipt.some((finding) => finding.isInTheWay)) return receipt;
  const findings = [
    ...receipt,
    ...(await compareOwnRows(of, order, story)),
    ...(await compareCalendar(stores, orderNo, story)),
    ...(await compareSteps(of)),
  ];
  return story.isRunning && findings.length > 0 ? [...findings, showAgain(of)] : findings;
}

interface Of {
  readonly stores: Stores;
  readonly next: number;
  readonly orderNo: string;
}

async function compareOwnRows(
  { stores, next, orderNo }: Of,
  order: ReceivedOrder,
  story: Story,
): Promise<Finding[]> {
  const standing = await standingOf(story, (told) =>
    compareOrderRows(stores.approvals, { order, writes: orderWrites(told), carried: carriedIn(told) }),
  );
  if (standing === 'equal') return [];
  const write = ofOrder(stores, order);
  return [
    {
      about: orderNo,
      says: words[standing],
      ...mendsOf(stores.temporal, { story, standing, next, ...write }),
    },
  ];
}

async function compareSteps(of: Of): Promise<Finding[]> {
  const rows = new Map((await listSteps(of.stores.approvals, of.orderNo)).map((row) => [row.code, row]));
  const findings: Finding[] = [];
  for (const code of stepCodes) {
    const story = await readStory(of.stores.temporal, stepWorkflowId(of.orderNo, code));
    if (story) findings.push(...(await compareOneStep(of, code, { story, row: rows.get(code) })));
    else if (rows.has(code)) findings.push(strayStep(of, code));
  }
  return findings;
}

async function compareOneStep(
  of: Of,
  code: StepCode,
  { story, row }: { story: Story; row: Step | undefined },
): Promise<Finding[]> {
  const { stores, next } = of;
  const findings: Finding[] = [];
  const standing = await standingOf(story, (told) => compareStep(stores.approvals, row, stepWrites(told)));
  const write = ofStep(stores.repair);
  if (standing !== 'equal')
    findings.push({
      about: `${of.orderNo} ${code}`,
      says: words[standing],
      ...mendsOf(stores.temporal, { story, standing, next, ...write }),
    });
  for (const child of story.children)
    findings.push(
      ...(child.startsWith('case/')
        ? await compareCaseOf(stores, child, next)
        : await compareCommissionOf(stores, child)),
    );
  return findings;
}

const strayStep = ({ stores, orderNo }: Of, code: StepCode): Finding => ({
  about: `${orderNo} ${code}`,
  says: 'PostgreSQL has it open, but in Temporal the order has not come so far: its decisions must be made again',
  mendRows: () => forgetStep(stores.approvals, orderNo, code),
});

/** Compares a case of a step, also of an order that has ended. */
export async function compareCaseOf(stores: Stores, workflowId: string, next?: number): Promise<Finding[]> {
  const story = await readStory(stores.temporal, workflowId);
  if (!story) return [];
  const caseNo = workflowId.slice('case/'.length);
  const standing = await standingOf(story, (told) => compareCase(stores.approvals, caseNo, caseWrites(told)));
  if (standing === 'equal') return [];
  const write = ofCase(stores);
  const generation = next ?? (await nextCaseGeneration(stores.approvals, workflowId));
  const projection = { story, standing, next: generation, ...write };
  return [{ about: caseNo, says: words[standing], ...mendsOf(stores.temporal, projection) }];
}

/** Last of all: the order's workflow reads its clock again, counting on from the revision it knows. */
const showAgain = ({ stores, next, orderNo }: Of): Finding => ({
  about: orderNo,
  says: 'its workflow reads its clock again',
  mendWorkflow: () => reproject(stores.temporal, orderWorkflowId(orderNo), next),
});
