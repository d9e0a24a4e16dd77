import type { Queryable } from '@doudi/infra/database';
import { insertNotices } from '@doudi/infra/http';
import type { Department, EventKind, RecordedEvent, StepCode, TaskCode } from '@doudi/workflows';
import { insertEvents } from './events.ts';
import { noticesAbout, type OfOrder } from './notices-about.ts';

/** The claim, amendment or delivery that something happened to: it has a history of its own, beside that of the step. */
export interface Recorded {
  readonly kind: 'claim' | 'amendment' | 'delivery';
  readonly no: number;
  readonly order: OfOrder;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly department: Department;
}
type RecordEvent = RecordedEvent & { readonly kind: EventKind };

/** Appends what happened to it, and tells those whom it concerns. */
export async function insertRecordEvent(db: Queryable, of: Recorded, event: RecordEvent): Promise<void> {
  const { orderNo } = of.order;
  const said = { ...event, detail: { task: of.task, ...event.detail } };
  await insertEvents(db, { workflowId: idOf(of), generation: 1, orderNo, step: of.step }, [said]);
  await insertNotices(db, noticesOf(of, event));
}

const idOf = ({ kind, no }: Recorded): string => `${kind}/${no}`;

const noticesOf = (of: Recorded, { seq, ...event }: RecordEvent) => {
  const { order, step, task, department } = of;
  const progress = `/v1/progress/${order.orderNo}${of.kind === 'delivery' ? '/results' : ''}`;
  const link = event.kind === 'claim' ? '/v1/supervision/claims' : progress;
  const place = { order, step, task, department, about: idOf(of), link };
  return noticesAbout({ ...event, cause: `${idOf(of)}#1.${seq}` }, place);
};
