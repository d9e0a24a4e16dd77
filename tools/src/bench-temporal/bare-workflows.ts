import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
} from '@temporalio/workflow';
import {
  bareCaseId,
  bareCommissionId,
  bareStepId,
  type BareActivities,
  type BareDecision,
  type BareOrder,
  type BareStepRun,
} from './bare-order.ts';
import { bareSteps, milestones, type BareStep } from './bare-order.ts';

// Workflows that do what an order does, as often, and nothing else: no rules, no tables, no search attributes.

const { write } = proxyActivities<BareActivities>({ startToCloseTimeout: '10 seconds' });

const receive = defineUpdate('receive');
const decide = defineUpdate<void, [BareDecision]>('decide');
const marked = defineSignal('marked');
const milestone = defineSignal('milestone');
const moved = defineSignal('moved');

/** Answers `receive` once its first step has told it something; ends when all its steps have. */
export async function bareOrder(opening: BareOrder): Promise<void> {
  let marks = 0;
  setHandler(receive, () => condition(() => marks > 0));
  setHandler(marked, () => void (marks += 1));
  await write({});
  const alarm = atInstant(opening.dueAt, () => write({}));
  const closings = new Map<string, Promise<void>>();
  for (const step of bareSteps)
    closings.set(
      step.code,
      runStep(opening, step, Promise.all(step.after.map((code) => closings.get(code) ?? Promise.resolve()))),
    );
  await Promise.all(closings.values());
  alarm.cancel();
  for (let left = 3; left > 0; left -= 1) await write({});
  await condition(allHandlersFinished);
}

async function runStep({ order, dueAt }: BareOrder, step: BareStep, before: Promise<unknown>): Promise<void> {
  await before;
  await executeChild(bareStep, { workflowId: bareStepId(order, step.code), args: [{ order, dueAt, step }] });
}

/** Every decision, and every move of a commission, is one write. */
export async function bareStep({ order, dueAt, step }: BareStepRun): Promise<void> {
  let closed = 0;
  let reviews = 0;
  setHandler(decide, async ({ closes }) => {
    await write({});
    if (closes) closed += 1;
  });
  setHandler(moved, () => write({ marks: order }));
  await write({ marks: order });
  const alarm = atInstant(dueAt, () => escalate(order, step));
  for (const [place, task] of step.tasks.entries())
    if (task === 'commission') await serve(order, step, place);
    else {
      reviews += 1;
      await condition(() => closed >= reviews);
    }
  alarm.cancel();
  await condition(allHandlersFinished);
}

async function serve(order: string, { code, tasks }: BareStep, place: number): Promise<void> {
  const parent = bareStepId(order, code);
  await executeChild(bareCommission, { workflowId: bareCommissionId(parent, place), args: [parent] });
  await write(tasks[place + 1] === 'review' ? { marks: order } : {});
}

/** Every milestone is told to the parent, the last one as the result. */
export async function bareCommission(parent: string): Promise<void> {
  let reached = 0;
  setHandler(milestone, () => void (reached += 1));
  await write({});
  for (let told = 0; told < milestones - 1; told += 1) {
    await condition(() => reached > told);
    await getExternalWorkflowHandle(parent).signal(moved);
  }
  await condition(() => reached === milestones);
}

async function escalate(order: string, step: BareStep): Promise<void> {
  await write({ marks: order });
  await write({});
  const workflowId = bareCaseId(bareStepId(order, step.code));
  await startChild(bareCase, { workflowId, parentClosePolicy: ParentClosePolicy.ABANDON });
  await write({});
}

/** Stays open, as a case does until an officer closes it. */
export async function bareCase(): Promise<void> {
  await write({ isCase: true });
  await condition(() => false);
}

function atInstant(at: number, ring: () => Promise<void>): CancellationScope {
  const alarm = new CancellationScope();
  void alarm
    .run(() => sleep(Math.max(1, at - Date.now())))
    .then(
      () => ring(),
      () => undefined,
    );
  return alarm;
}
