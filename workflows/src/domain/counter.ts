import type { Day } from './calendar.ts';
import type { Instant } from './instant.ts';
import type { PaperCommitment, PaperKind, PaperNeed, PaperPromise } from './papers.ts';
import type { Department } from './tracks-and-steps.ts';

type Bilingual = readonly [zh: string, en: string];

/** Why the clock of a review may be stopped: the closed list of the Administrative Licensing Law, art. 45. */
export const reasonsToStop = {
  hearing: ['听证', 'hearing'],
  tender: ['招标', 'tender'],
  auction: ['拍卖', 'auction'],
  inspection: ['检验', 'inspection'],
  testing: ['检测', 'testing'],
  quarantine: ['检疫', 'quarantine'],
  appraisal: ['鉴定', 'appraisal'],
  'expert-review': ['专家评审', 'expert review'],
} as const satisfies Record<string, Bilingual>;
export type StopReason = keyof typeof reasonsToStop;
export const stopReasons = Object.keys(reasonsToStop) as StopReason[];

/**
 * How a review was accepted: by an act of the department, by its opinion, by the last paper, by silence in time, or by act or opinion
 * while papers were promised that had not come (容缺受理).
 */
export const waysOfAcceptance = [
  'by-department',
  'by-opinion',
  'by-last-paper',
  'by-silence',
  'conditionally',
] as const;
export interface Acceptance {
  readonly how: (typeof waysOfAcceptance)[number];
  readonly at: Instant;
}

/** A notice that papers are missing; the enterprise has the ball until it has supplied them. */
export interface Supplement {
  readonly askedAt: Instant;
  /** working days the enterprise has */
  readonly days: number;
  /** asked with a supervisor's leave after acceptance: the limit by law is paused and not begun anew */
  readonly isAfterAcceptance: boolean;
  /** the papers it names, in a newer version where the pool had one; absent where it names none */
  readonly kinds?: readonly PaperKind[];
  readonly suppliedAt: Instant | null;
}

/** What a department may do only with the leave of somebody else. */
export type RequestedAct =
  | { readonly kind: 'supplement'; readonly days: number; readonly kinds?: readonly PaperKind[] }
  | { readonly kind: 'stop'; readonly reason: StopReason; readonly lastDay: Day }
  | { readonly kind: 'extension' };

/** A request that waits for its decision; `no` is the number of the event that made it. */
export type PendingRequest = RequestedAct & {
  readonly no: number;
  readonly by: string;
  readonly at: Instant;
};

/** The departments a review consults and the working days they have; silence after them is no objection. */
interface Consultation {
  readonly departments: readonly Department[];
  readonly days: number;
}

export interface ConsultedOpinion {
  readonly department: Department;
  readonly opinion: 'no-objection' | 'objection';
  readonly by: string;
  readonly at: Instant;
}

/** The days a matter was announced to the public (公示); they count as the department's. */
interface PublicNotice {
  readonly from: Day;
  readonly to: Day;
}

/** What a plan says of a review beside who does it and how long. */
export interface CounterRules {
  /** the applicant hands in papers, so the department must accept them or say what is missing */
  readonly papers?: boolean;
  /** which ones; plans stored before there were lists lack it, and nothing is missing there */
  readonly paperList?: readonly PaperNeed[];
  /** working days by which the limit by law can be extended, once */
  readonly extendableBy?: number;
  readonly consults?: Consultation;
}

/** What happened to a task at the counter. */
export interface AtCounter extends CounterRules {
  /** null while nobody has accepted it; a task without papers is accepted as it opens, and stays null */
  readonly acceptance: Acceptance | null;
  readonly supplements: readonly Supplement[];
  readonly requests: readonly PendingRequest[];
  /** the extension of its limit by law, in working days */
  readonly extension: { readonly days: number; readonly grantedAt: Instant } | null;
  readonly opinions: readonly ConsultedOpinion[];
  readonly publicNotice: PublicNotice | null;
  /** minor papers promised for a day; absent while nothing was promised */
  readonly promises?: readonly PaperPromise[];
  /** papers replaced by a commitment in writing; absent while there is none */
  readonly commitments?: readonly PaperCommitment[];
}

/** Nothing has happened yet. */
export const untouchedAtCounter = {
  acceptance: null,
  supplements: [],
  requests: [],
  extension: null,
  opinions: [],
  publicNotice: null,
} as const satisfies AtCounter;
