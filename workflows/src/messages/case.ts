import type { Case, CaseAction, CaseLevel, CaseOutcome, CaseState } from '../domain/case.ts';
import type { GivenCalendar } from '../domain/compact-calendar.ts';
import type { StepCode, Track } from '../domain/tracks-and-steps.ts';
import type { Instant } from '../domain/instant.ts';
import type { OfficeClock } from '../domain/office-clock.ts';
import type { CaseAct, CaseSignals } from '../rules/cases/case-events.ts';

/** What every case starts with. */
interface Opened {
  readonly caseNo: string;
  /** of its projection: one more for each run */
  readonly generation: number;
  readonly clock: OfficeClock;
  readonly calendar: GivenCalendar;
}

/** A case as it comes, or, where a later lateness opens it again, as it was when it had ended. */
export interface CaseStart extends Opened {
  readonly case: Case;
  /** of the order it is about; null where there is none */
  readonly track: Track | null;
  readonly agentId: string | null;
}

/** A case by timeout as steps before 2026-12 open it: the step that passed its due day, and the instant it did. */
export interface FormerCaseOpening extends Opened {
  readonly orderNo: string;
  readonly step: StepCode;
  readonly track: Track;
  readonly agentId: string;
  readonly openedAt: Instant;
  /** how often the closed case was reopened; absent from the oldest */
  readonly reopenings?: number;
}
export type CaseOpening = CaseStart | FormerCaseOpening;

interface ByPerson {
  readonly by: string;
  /** the id of a stored text */
  readonly note: string | null;
}
/** What somebody does with a case. */
export type CaseHandling = ByPerson & CaseAct;

/** Of histories before 2026-12. */
export interface CaseActing extends ByPerson {
  readonly action: CaseAction;
}
export interface CaseClosing extends ByPerson {
  readonly outcome: CaseOutcome;
}
export interface CaseConfirming extends ByPerson {
  readonly agrees: boolean;
}

/** What the workflow of a step tells the case of its lateness; the instant is the event's own. */
export type CauseNotice = CaseSignals['cause'];
export type DecisionNotice = CaseSignals['decided'] & { readonly at: Instant };
export type UndoneNotice = CaseSignals['undone'] & {
  readonly at: Instant;
  /** the version of the calendar */
  readonly because: string;
};

/** Where the case stands after an act. */
export interface CaseReceipt {
  readonly caseNo: string;
  /** the number of the event */
  readonly seq?: number;
  readonly at: Instant;
  readonly state: CaseState;
  readonly level?: CaseLevel;
  readonly outcome: CaseOutcome | null;
}

export const caseWorkflowId = (caseNo: string) => `case/${caseNo}`;
export const caseMessages = {
  handle: 'handle',
  cause: 'cause',
  decided: 'decided',
  undone: 'undone',
  act: 'act',
  close: 'close',
  confirm: 'confirm',
  end: 'end',
  reproject: 'reproject',
} as const;
