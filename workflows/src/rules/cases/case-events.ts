import type { Day } from '../../domain/calendar.ts';
import type {
  AskedStance,
  CallBackResult,
  Case,
  CaseAction,
  CaseOutcome,
  CaseParty,
  CommitmentDeed,
  LateMatter,
  ServiceStyle,
} from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CaseRefusal, Refusal } from '../../domain/refusal.ts';
import type { Department, TaskCode } from '../../domain/tracks-and-steps.ts';

/** What a commitment binds whom to. */
export interface Promised {
  readonly party: CaseParty;
  readonly deed: CommitmentDeed;
  /** of a deed `decide-task`: a task of the linked order */
  readonly task: TaskCode | null;
  /** whole hours of business time */
  readonly hours: number;
}

/** What people do with a case, apart from who and when. */
interface CaseActs {
  readonly act: { readonly action: CaseAction };
  /** the officer who has it from now on: oneself, or another */
  readonly 'hand-over': { readonly to: string };
  readonly arrange: { readonly style?: ServiceStyle; readonly lead?: Department };
  readonly ask: { readonly department: Department; readonly day: Day; readonly isPermit: boolean };
  readonly answer: { readonly department: Department; readonly stance: AskedStance };
  readonly 'set-commitment': Promised;
  readonly fulfil: { readonly no: number; readonly party: CaseParty };
  readonly schedule: { readonly party: CaseParty; readonly day: Day };
  readonly 'finish-item': { readonly no: number };
  readonly meet: { readonly departments: readonly Department[] };
  readonly plan: { readonly day: Day };
  readonly raise: object;
  readonly urge: { readonly task: TaskCode; readonly department: Department | null };
  readonly 'ask-stop-end': { readonly task: TaskCode; readonly department: Department };
  readonly link: { readonly orderNo?: string; readonly commissionNo?: string };
  readonly merge: { readonly into: string };
  readonly close: { readonly outcome: CaseOutcome; readonly commitment?: Promised };
  readonly confirm: { readonly agrees: boolean };
  readonly 'call-back': { readonly result: CallBackResult };
  readonly withdraw: object;
}
export type CaseActKind = keyof CaseActs;

/** What the clock brings about. */
export const caseMarkKinds = [
  'commitment-broken',
  'silence',
  'item-missed',
  'contact-missed',
  'plan-missing',
  'plan-missed',
  'call-back-missed',
  'level-up',
] as const;
export type CaseMarkKind = (typeof caseMarkKinds)[number];

/** Something that happens to a case by itself when its time has come. */
export interface CaseMark {
  readonly kind: CaseMarkKind;
  /** the first instant it is so */
  readonly at: Instant;
  /** of a commitment or an item its number */
  readonly no?: number;
  readonly department?: Department;
  readonly because?: 'level-over' | 'required-by';
}

/** What the workflow of a step or an order says of it. */
export interface CaseSignals {
  readonly cause: Omit<LateMatter, 'decidedAt'>;
  /** null: the step has closed */
  readonly decided: { readonly task: TaskCode | null };
  /** by a newer calendar it was never late */
  readonly undone: Pick<LateMatter, 'cause' | 'task'>;
  readonly end: { readonly outcome: CaseOutcome };
}

type Happening<Of> = { [K in keyof Of]: { readonly kind: K } & Of[K] }[keyof Of];
interface WhoAndWhen {
  readonly at: Instant;
  readonly by: string;
}
export type CaseAct = Happening<CaseActs>;
export type CaseEvent = WhoAndWhen & (CaseAct | Happening<CaseSignals> | CaseMark);
export type ActOn<K extends CaseActKind> = WhoAndWhen & CaseActs[K];

/** A refusal, if there is one. */
export type CaseJudged = Refusal<CaseRefusal> | undefined;
export type CaseNext = Case | Refusal<CaseRefusal>;
