import type { Pool } from '@doudi/infra/database';
import type { Scan, Storage } from '@doudi/infra/storage';
import type { OfficeClock } from '@doudi/infra/service';
import type {
  AgentReplacement,
  ReceivedOrder,
  Refusal,
  TrackChange,
  TrackReceipt,
  Withdrawal,
} from '@doudi/workflows';

/** What intake needs besides the database connection of a request. */
export interface Dependencies {
  readonly pool: Pool;
  /** where the content of papers stands */
  readonly storage: Storage;
  /** judges what is uploaded; without one nothing does */
  readonly scan?: Scan | undefined;
  readonly clock: OfficeClock;
  /** where people reach the gateway */
  readonly gatewayUrl: string | undefined;
  readonly startOrder: StartOrder;
  readonly sendWithdrawal: SendWithdrawal;
  readonly sendAgent: SendAgent;
  readonly askTrackChange: AskTrackChange;
}

/**
 * Opens the order's workflow, or finds it open. Never throws: `taken` means that the number is another order's, as when one store is
 * older than the other; `failed` that repeating may not help. Both are logged.
 */
export type StartOrder = (order: ReceivedOrder) => Promise<'started' | 'taken' | 'unreachable' | 'failed'>;

/** Signals a withdrawal to the order's workflow, or finds that it has ended. Never throws: `failed` is logged. */
export type SendWithdrawal = (
  orderNo: string,
  withdrawal: Withdrawal,
) => Promise<'sent' | 'unreachable' | 'failed'>;

/** Signals another agent to the order's workflow, or finds that it has ended. Never throws: `failed` is logged. */
export type SendAgent = (
  orderNo: string,
  replacement: AgentReplacement,
) => Promise<'sent' | 'unreachable' | 'failed'>;

/**
 * Has the order's workflow change its track, or refuse that; the same answer for the same `updateId`, also after the order has ended.
 * Never throws: `ended` means that the workflow ended without having been asked; `failed` that repeating may not help, and is logged.
 */
export type AskTrackChange = (
  orderNo: string,
  change: TrackChange & { readonly updateId: string },
) => Promise<TrackReceipt | Refusal | 'ended' | 'unreachable' | 'failed'>;
