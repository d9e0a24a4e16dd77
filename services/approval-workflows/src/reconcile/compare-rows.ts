import type { Queryable } from '@doudi/infra/database';
import {
  caseWorkflowId,
  orderWorkflowId,
  stepWorkflowId,
  type Carried,
  type Case,
  type CaseWrite,
  type OrderWrite,
  type ReceivedOrder,
  type RecordedEvent,
  type Step,
  type StepWrite,
} from '@doudi/workflows';
import { isDeepStrictEqual } from 'node:util';
import { findCase } from '../cases.ts';
import { type EventRow, isOnRecord, listCountedEvents } from '../events.ts';
import { findOrderRow } from '../orders.ts';
import { receiveEvent } from '../register-order.ts';

/**
 * How the rows of a workflow stand to its history: `behind`, they lack what it did; `contradicting`, they say what it never did,
 * or otherwise.
 */
export type Standing = 'equal' | 'behind' | 'contradicting';

/** Compares a step's row, undefined where there is none, and its events with the writes of its history; the last write is its state. */
export async function compareStep(
  db: Queryable,
  row: Step | undefined,
  writes: readonly StepWrite[],
): Promise<Standing> {
  const last = writes.at(-1);
  if (!last) return 'equal';
  const { orderNo, step } = last;
  const events = await listCountedEvents(db, stepWorkflowId(orderNo, step.code));
  return standing({
    told: writes.flatMap((write) => write.events),
    events,
    isEqual: row !== undefined && isDeepStrictEqual(stepCore(row), stepCore(step)),
  });
}

/** What the history of an order says of it. */
export interface ToldOrder {
  readonly order: ReceivedOrder;
  readonly writes: readonly OrderWrite[];
  /** what it was answered that it carries; undefined before the answer, when what is on record is right */
  readonly carried: Carried | null | undefined;
}

/** Compares an order's row and events with its history. */
export async function compareOrder(db: Queryable, { order, writes, ...told }: ToldOrder): Promise<Standing> {
  const { orderNo } = order;
  const events = await listCountedEvents(db, orderWorkflowId(orderNo));
  const row = await findOrderRow(db, orderNo);
  const registered = told.carried === undefined ? (row?.carried ?? null) : told.carried;
  const { plan, carried = null } = writes.findLast((write) => write.plan) ?? {
    ...order,
    carried: registered,
  };
  const { closedAt = null, outcome = null } = writes.at(-1) ?? {};
  return standing({
    told: [receiveEvent(order, registered), ...writes.flatMap((write) => write.events)],
    events,
    isEqual:
      row !== undefined &&
      isDeepStrictEqual(
        [row.projectCode, row.uscc, row.receivedAt, row.closedAt, row.outcome, row.carried, row.plan],
        [order.projectCode, order.uscc, order.receivedAt, closedAt, outcome, carried, plan],
      ),
  });
}

/** Compares a case's row and the events of its newest run with the history of that run; one that has written nothing has a row all the same. */
export async function compareCase(
  db: Queryable,
  caseNo: string,
  writes: readonly CaseWrite[],
): Promise<Standing> {
  const [first, last] = [writes[0], writes.at(-1)];
  const row = await findCase(db, caseNo);
  if (!row) return 'behind';
  if (!first || !last) return 'equal';
  const events = await listCountedEvents(db, caseWorkflowId(caseNo), first.generation);
  return standing({
    told: writes.flatMap((write) => write.events),
    events,
    isEqual: isDeepStrictEqual(caseCore(row.record), caseCore(last.case)),
  });
}

function standing(of: {
  readonly told: readonly RecordedEvent[];
  readonly events: readonly EventRow[];
  readonly isEqual: boolean;
}): Standing {
  const told = new Map(of.told.map((event) => [event.seq, event]));
  const isTold = (row: EventRow) => {
    const event = told.get(row.seq);
    return event !== undefined && isOnRecord(event, row);
  };
  if (!of.events.every(isTold)) return 'contradicting';
  const isWhole = of.events.length === told.size;
  if (isWhole && of.isEqual) return 'equal';
  return isWhole ? 'contradicting' : 'behind';
}

const stepCore = ({ code, openedAt, closedAt, outcome, events, stops, ledger, tasks }: Step) => ({
  ...{ code, openedAt, closedAt, outcome, events, stops },
  ledger: ledger.map((line) => [line.at, line.bucket, line.task, line.event, line.because]),
  tasks: tasks.map((task) => [
    ...[task.code, task.state, task.budget, task.openedAt, task.closedAt, task.reviewer, task.opinion],
  ]),
});

const caseCore = ({ level, state, outcome, proposedBy, closedAt, events }: Case) => ({
  ...{ level, state, outcome, proposedBy, closedAt, events },
});
