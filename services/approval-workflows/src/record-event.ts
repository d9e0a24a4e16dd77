import type { Queryable } from '@doudi/infra/database';
import { insertNotices, type NewNotice } from '@doudi/infra/http';
import type { Department, EventKind, RecordedEvent, StepCode, TaskCode } from '@doudi/workflows';
import { insertEvents } from './events.ts';
import { addresseesOf, isOfDepartment, recipientsOf } from './notice-rules.ts';
import type { OrderRow } from './orders.ts';

/** The claim or amendment that something happened to: it has a history of its own, beside that of the step. */
export interface Recorded {
  readonly kind: 'claim' | 'amendment';
  readonly no: number;
  readonly order: Pick<OrderRow, 'orderNo' | 'projectCode' | 'uscc' | 'agentId'>;
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

/** One notice for each side that is told, with the place where it reads on. */
function noticesOf(of: Recorded, { seq, kind, at, by, detail }: RecordEvent): NewNotice[] {
  const { order, step, task, department } = of;
  const { orderNo, projectCode, uscc, agentId } = order;
  const recipients = recipientsOf({ kind, detail });
  const elsewhere = kind === 'claim' ? '/v1/supervision/claims' : `/v1/progress/${orderNo}`;
  return [true, false].flatMap((isTheDepartments) => {
    const side = recipients.filter((one) => isOfDepartment(one) === isTheDepartments);
    const addressees = addresseesOf(side, { uscc, agentIds: [agentId], department, consulted: [] });
    if (addressees.length === 0) return [];
    return [
      {
        ...{ cause: `${idOf(of)}#1.${seq}`, kind, at, by, addressees, orderNo, projectCode, step, task },
        about: idOf(of),
        link: isTheDepartments ? `/v1/tasks/${orderNo}/${task}` : elsewhere,
        detail: saidOf(detail),
      },
    ];
  });
}

/** Of the event, the codes that words are made of. */
const saidOf = (detail: RecordedEvent['detail']) =>
  Object.fromEntries(Object.entries(detail).filter(([field]) => telling.includes(field)));
const telling: readonly string[] = ['amendment', 'verdict', 'claimedAt'];
