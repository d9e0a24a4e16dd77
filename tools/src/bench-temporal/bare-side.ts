import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { failure } from '@doudi/infra/failure';
import { isGone, type TemporalClient } from '@doudi/infra/temporal';
import { freePort, startChild } from '@doudi/local';
import { type Cleanup, waitFor } from '@doudi/stack';
import { bareCommissionId, bareQueue, bareStepId, type BareDecision, type BareOrder } from './bare-order.ts';
import { bareSteps, milestones, type BareStep } from './bare-order.ts';
import { inParallel, decisions, walkSteps, type Side } from './side.ts';

interface Wish {
  readonly temporal: TemporalClient;
  readonly temporalAddress: string;
  readonly folder: string;
  readonly cleanup: Cleanup;
}

/** Far enough that no timer goes off while anything else is measured. */
const farMs = 30 * 86_400_000;

/** Real milliseconds before what is not there yet is asked for again, as the product's callers do. */
const againMs = 50;

/** Bare workflows, run by a worker of their own and driven by a client of their own. */
export async function bareSide(wish: Wish): Promise<Side> {
  const { workflow } = wish.temporal.client;
  const url = await startWorkerProcess(wish);
  return {
    name: 'bare',
    prepare: () => Promise.resolve(),
    open: () => open(workflow, Date.now() + farMs),
    decide: (order, place) =>
      decide(workflow, bareStepId(order, 'initiation'), decisions[place]?.closes ?? false),
    async walk(order) {
      await walkSteps(bareSteps, (step, place) => playTask(workflow, order, step, place));
      await workflow.getHandle(order).result();
    },
    storm: (orders) => storm(workflow, url, orders),
  };
}

async function startWorkerProcess({ temporalAddress, folder, cleanup }: Wish): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = await startChild({
    ...{ name: 'bare', command: process.execPath, recorder: cleanup.recorder },
    args: [join(import.meta.dirname, 'bare-worker.js')],
    logFile: join(folder, 'bare.log'),
    env: { NODE_ENV: 'production', TEMPORAL_ADDRESS: temporalAddress, PORT: String(port) },
  });
  cleanup.onStop(child.stop);
  await waitFor({ what: 'the worker of the bare workflows', withinMs: 60_000 }, () => {
    if (!child.isRunning()) throw failure(`The bare worker did not start: ${child.logTail().trim()}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  });
  return url;
}

type Workflows = TemporalClient['client']['workflow'];

async function open(workflow: Workflows, dueAt: number): Promise<string> {
  const order = `bare/${randomUUID()}`;
  await workflow.executeUpdateWithStart('receive', {
    startWorkflowOperation: new WithStartWorkflowOperation('bareOrder', {
      workflowId: order,
      taskQueue: bareQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ order, dueAt } satisfies BareOrder],
    }),
  });
  return order;
}

const decide = (workflow: Workflows, stepId: string, closes: boolean): Promise<void> =>
  whenThere(() =>
    workflow.getHandle(stepId).executeUpdate<void, [BareDecision]>('decide', { args: [{ closes }] }),
  );

async function playTask(workflow: Workflows, order: string, step: BareStep, place: number): Promise<void> {
  const stepId = bareStepId(order, step.code);
  if (step.tasks[place] === 'review') {
    await decide(workflow, stepId, false);
    return decide(workflow, stepId, true);
  }
  const commission = workflow.getHandle(bareCommissionId(stepId, place));
  for (let sent = 0; sent < milestones; sent += 1) await whenThere(() => commission.signal('milestone'));
}

/** Real milliseconds in which all orders of a storm are surely open, and those their cases may take. */
const leadMs = (orders: number) => 3_000 + 250 * orders;
const patienceMs = 300_000;

/** The worker at `url` says how many cases it has written. */
async function storm(workflow: Workflows, url: string, orders: number): Promise<number> {
  const cases = async () => Number(await (await fetch(url)).text());
  const before = await cases();
  const dueAt = Date.now() + leadMs(orders);
  await inParallel(8, orders, () => open(workflow, dueAt));
  if (Date.now() >= dueAt) throw failure('The bare orders were not open at their instant.');
  const withinMs = leadMs(orders) + patienceMs;
  await waitFor({ what: 'the last bare case', withinMs }, async () => (await cases()) >= before + orders);
  return (Date.now() - dueAt) / 1_000;
}

async function whenThere<T>(act: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 30_000; ; await sleep(againMs))
    try {
      return await act();
    } catch (error) {
      if (!isGone(error) || Date.now() > deadline) throw error;
    }
}
