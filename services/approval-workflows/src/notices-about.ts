import type { NewNotice } from '@doudi/infra/http';
import type { Department, RecordedEvent, StepCode, TaskCode } from '@doudi/workflows';
import { tellingOf } from './day-events.ts';
import { addresseesOf, isOfDepartment, recipientsOf } from './notice-rules.ts';
import type { OrderRow } from './orders.ts';

export type OfOrder = Pick<OrderRow, 'orderNo' | 'projectCode' | 'uscc' | 'agentId'>;

/** Something that people may be told of, by the number of the write that put it on record. */
type Happened = Omit<RecordedEvent, 'seq'> & { readonly cause: string };

/** What it happened to. */
interface Place {
  readonly order: OfOrder;
  readonly step?: StepCode;
  readonly task?: TaskCode | undefined;
  /** of the task; null of a commission */
  readonly department?: Department | null;
  readonly consulted?: readonly Department[];
  /** the order's own, unless said */
  readonly agentIds?: readonly string[];
  readonly about: string;
  /** where all but the department read on */
  readonly link: string;
}

/** What it is about, as a code, and the day that counts. */
export interface Matter {
  readonly about?: string | null;
  readonly dueDay?: string | null;
}

/** One notice for each side that is told, with the place where it reads on: a department at its task. None where nobody is told. */
export function noticesAbout(
  { detail, ...happened }: Happened,
  place: Place,
  matter: Matter = {},
): NewNotice[] {
  const { order, step = null, task = null, department = null, consulted = [], about, link } = place;
  const { orderNo, projectCode, uscc, agentId } = order;
  const recipients = recipientsOf({ kind: happened.kind, detail });
  const bounds = { uscc, agentIds: place.agentIds ?? [agentId], department, consulted };
  const addresseesOn = (isTheDepartments: boolean) =>
    addresseesOf(
      recipients.filter((one) => isOfDepartment(one) === isTheDepartments),
      bounds,
    );
  const sides = [
    { addressees: addresseesOn(true), link: task ? `/v1/tasks/${orderNo}/${task}` : link },
    { addressees: addresseesOn(false), link },
  ];
  const said = { orderNo, projectCode, step, task, about, detail: { ...tellingOf(detail), ...matter } };
  return sides.flatMap((side) => (side.addressees.length > 0 ? [{ ...happened, ...side, ...said }] : []));
}
