import type { Pool } from '@doudi/infra/database';
import type { OfficeClock } from '@doudi/infra/service';
import type { Scan, Storage } from '@doudi/infra/storage';
import type { OrderClockUpdate } from '@doudi/workflows';
import type { CallWorkflow, StartCase, TellCase } from './call-workflow.ts';
import type { CalendarReader } from './read-order.ts';

/** What the URLs and the activities of this service need, each of them a part of it. */
export interface Dependencies {
  readonly pool: Pool;
  readonly clock: OfficeClock;
  /** where the content of files stands */
  readonly storage: Storage;
  /** judges what is uploaded; without one nothing does */
  readonly scan?: Scan | undefined;
  readonly calendarOf: CalendarReader;
  /** where people reach the gateway */
  readonly gatewayUrl: string | undefined;
  /** where people open the Temporal UI */
  readonly uiUrl: string | undefined;
  /** the namespace of Temporal */
  readonly namespace: string;
  readonly call: CallWorkflow;
  /** starts a case's workflow, or finds it started */
  readonly startCase: StartCase;
  /** the same, but given up soon while Temporal does not answer: somebody waits for his receipt */
  readonly startCaseSoon: StartCase;
  /** tells a case that is under way */
  readonly tellCase: TellCase;
  /** starts the workflow that publishes a calendar version, or finds it started */
  readonly startPublication: (version: string) => Promise<void>;
  /** sends an order's workflow what its clock reads */
  readonly notifyOrder: (orderNo: string, update: OrderClockUpdate) => Promise<void>;
  /** sends an order's workflow which calendar is in force */
  readonly notifyCalendar: (orderNo: string, version: string) => Promise<void>;
}
