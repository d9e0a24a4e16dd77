import type { Day } from '../domain/calendar.ts';
import type { Carried } from '../domain/carried.ts';
import type { GivenCalendar } from '../domain/compact-calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Light } from '../domain/ledger.ts';
import type { OfficeClock } from '../domain/office-clock.ts';
import type { Plan } from '../domain/plan.ts';
import type { RulesVersion } from '../domain/rules-version.ts';
import type { Outcome } from '../domain/step.ts';
import type { Track } from '../domain/tracks-and-steps.ts';

/** What intake hands over when it opens an order; ids and codes only. */
export interface ReceivedOrder {
  readonly orderNo: string;
  readonly projectCode: string;
  /** the enterprise's unified social credit code */
  readonly uscc: string;
  readonly agentId: string;
  readonly receivedAt: Instant;
  readonly plan: Plan;
  readonly clock: OfficeClock;
  /** which behaviour of the rules the order keeps for life */
  readonly rulesVersion: RulesVersion;
}

/** The answer to `receive`: the order runs and its progress can be read. */
export interface OrderReceipt {
  readonly orderNo: string;
  readonly dueDay: Day | null;
}

/** Who ends an order, why (a stored text's id) and when. */
export interface Withdrawal {
  readonly by: string;
  readonly reason: string | null;
  readonly at: Instant;
}

/** Who follows an order as its project agent from now on; the latest counts, of two of one instant the one with the higher number. */
export interface AgentReplacement {
  readonly seq: number;
  readonly agentId: string;
  /** opaque subject id of who replaced the agent */
  readonly by: string;
  readonly at: Instant;
}
/** The signal of an order, and of it to its steps, commissions and cases. */
export const replaceAgentMessage = 'replaceAgent';

/** Puts an order on another track, or an order on demand on other days, while its project initiation is open. */
export interface TrackChange {
  /** as an order of the new track would have it; of the step that is open the order's own stays */
  readonly plan: Plan;
  /** opaque subject id of who asked for it */
  readonly by: string;
}
/** The answer to `changeTrack`: what the order's plan was, what it is, and since when. */
export interface TrackReceipt {
  /** the number of the order's event */
  readonly seq: number;
  readonly at: Instant;
  readonly former: Plan;
  readonly plan: Plan;
}
/** The signal of an order to the step that is open, which shows the track to administrators. */
export interface ShownTrack {
  readonly track: Track;
}

/** What ends the other steps: their own refusal or the enterprise's withdrawal. */
export interface Ending {
  readonly outcome: Exclude<Outcome, 'approved'>;
  readonly by: string;
  readonly at: Instant;
}

export interface OrderClosing {
  readonly outcome: Outcome;
  readonly closedAt: Instant;
}

/** The order's clock as a projection write found it; a lower revision is older. */
export interface OrderClockUpdate {
  readonly revision: number;
  readonly light: Light;
  readonly dueDay: Day | null;
  /** the instant its light, due day or driving step changes by itself */
  readonly nextMarkAt: Instant | null;
}

/** The answer to the registration of a new order. */
export interface Registration {
  /** the page on which people read its progress; orders from before there was one, and services without a gateway, have none */
  readonly pageUrl?: string;
  /** under which the projection of this run is written; 1 when absent */
  readonly generation?: number;
  /** the days it takes over from an earlier order of its project; absent when there are none */
  readonly carried?: Carried;
  /** the calendar in force */
  readonly calendar: GivenCalendar;
}

/** What tells the order of a receipt from any other that bears its number. */
export type OrderIdentity = Pick<ReceivedOrder, 'projectCode' | 'uscc' | 'receivedAt'>;

export const isSameOrder = (a: OrderIdentity, b: OrderIdentity): boolean =>
  a.projectCode === b.projectCode && a.uscc === b.uscc && a.receivedAt === b.receivedAt;

/** Writes the whole state again under a newer generation; one that is not newer changes nothing. */
export interface Reprojection {
  readonly generation: number;
}

export const orderWorkflowId = (orderNo: string) => `order/${orderNo}`;
/** Names of the messages of `approveOrder`, for callers that do not load workflow code. */
export const orderMessages = {
  receive: 'receive',
  withdraw: 'withdraw',
  changeTrack: 'changeTrack',
  stepMarked: 'stepMarked',
  reproject: 'reproject',
  calendarPublished: 'calendarPublished',
} as const;
