import type { Case, CaseAction, CaseOutcome } from '../domain/case.ts';
import type { GivenCalendar } from '../domain/compact-calendar.ts';
import type { StepCode, Track } from '../domain/tracks-and-steps.ts';
import type { Instant } from '../domain/instant.ts';
import type { OfficeClock } from '../domain/office-clock.ts';

/** A case by timeout: the step that passed its due day, and the instant it did. */
export interface CaseOpening {
  readonly caseNo: string;
  readonly orderNo: string;
  readonly step: StepCode;
  readonly track: Track;
  readonly agentId: string;
  readonly openedAt: Instant;
  /** of its projection: one more for each run */
  readonly generation: number;
  /** how often the closed case was reopened; absent from cases opened before 2026-12 */
  readonly reopenings?: number;
  readonly clock: OfficeClock;
  readonly calendar: GivenCalendar;
}

interface ByOfficer {
  readonly by: string;
  /** the id of a stored text */
  readonly note: string | null;
}
export interface CaseActing extends ByOfficer {
  readonly action: CaseAction;
}
export interface CaseClosing extends ByOfficer {
  readonly outcome: CaseOutcome;
}
export interface CaseConfirming extends ByOfficer {
  readonly agrees: boolean;
}
export interface CaseReceipt {
  readonly caseNo: string;
  readonly at: Instant;
  readonly state: Case['state'];
  readonly outcome: CaseOutcome | null;
}

export const caseWorkflowId = (caseNo: string) => `case/${caseNo}`;
export const caseMessages = {
  act: 'act',
  close: 'close',
  confirm: 'confirm',
  end: 'end',
  reproject: 'reproject',
} as const;
