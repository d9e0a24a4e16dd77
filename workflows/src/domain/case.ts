import type { Day } from './calendar.ts';
import type { Instant } from './instant.ts';
import type { Department, StepCode, TaskCode } from './tracks-and-steps.ts';

type Bilingual = readonly [zh: string, en: string];

/** The only ways a case can close, each with its words (design: the closed list). */
export const outcomesOfCases = {
  'settled-on-the-spot': ['当场办结', 'settled on the spot'],
  'settled-by-transfer': ['转办办结', 'settled by transfer'],
  'settled-by-coordination': ['协调办结', 'settled by coordination'],
  'settled-conditionally': ['容缺办结', 'settled on conditions'],
  'settled-by-agent': ['代办办结', 'settled by the agent'],
  'cannot-by-law': ['依法不能办', 'cannot be done by law'],
  'out-of-scope': ['不属受理范围', 'out of scope'],
  withdrawn: ['申请人撤回', 'withdrawn'],
  merged: ['并案', 'merged with another case'],
  'no-longer-due': ['不再逾期', 'no longer overdue'],
} as const satisfies Record<string, Bilingual>;
export type CaseOutcome = keyof typeof outcomesOfCases;
export const caseOutcomes = Object.keys(outcomesOfCases) as CaseOutcome[];

/** How a case came: by itself, from a person at the counter, by telephone or through the API, or from a department that wants to say no. */
export const waysOfCases = {
  timeout: ['超时转入', 'by timeout'],
  counter: ['窗口', 'at the counter'],
  hotline: ['热线', 'by the hotline'],
  api: ['网上', 'through the API'],
  transfer: ['部门转办', 'transferred by a department'],
} as const satisfies Record<string, Bilingual>;
export type CaseWay = keyof typeof waysOfCases;
export const caseWays = Object.keys(waysOfCases) as CaseWay[];

/** Why a matter did not go on, as the monthly list of the window counts it (domain 3.2). */
export const causesOfCases = {
  timeout: ['超时', 'late'],
  papers: ['材料', 'papers'],
  policy: ['政策', 'policy'],
  system: ['系统', 'system'],
  shirking: ['推诿', 'passed from hand to hand'],
  agency: ['中介', 'intermediary agency'],
  legacy: ['历史遗留', 'legacy of the past'],
  refusal: ['拟作否定答复', 'a refusal is intended'],
  'repeated-visits': ['多次跑', 'repeated visits'],
  attitude: ['服务态度', 'attitude'],
  other: ['其他', 'other'],
} as const satisfies Record<string, Bilingual>;
export type CaseCause = keyof typeof causesOfCases;
export const caseCauses = Object.keys(causesOfCases) as CaseCause[];

/** What a fallback officer can log on a case; a call and a visit are contacts. */
export const caseActions = ['called', 'visited', 'transferred', 'coordinated', 'assisted', 'noted'] as const;
export type CaseAction = (typeof caseActions)[number];

/** How the window serves: guide to the right counter, help with papers, pull departments together, act under a mandate (domain 3.1). */
export const stylesOfService = {
  guide: ['引办', 'guide'],
  help: ['帮办', 'help'],
  coordinate: ['协办', 'coordinate'],
  represent: ['代办', 'act under a mandate'],
} as const satisfies Record<string, Bilingual>;
export type ServiceStyle = keyof typeof stylesOfService;
export const serviceStyles = Object.keys(stylesOfService) as ServiceStyle[];

/** Who has a case, and how many working days it may stay there; of L4 the days within which its plan is dated (domain 3.2). */
export const caseLevels = {
  L0: { days: 0, words: ['当场', 'on the spot'] },
  L1: { days: 3, words: ['牵头部门', 'lead department'] },
  L2: { days: 5, words: ['多部门', 'several departments'] },
  L3: { days: 10, words: ['联席会议', 'joint meeting'] },
  L4: { days: 3, words: ['市领导', 'city leader'] },
} as const satisfies Record<string, { readonly days: number; readonly words: Bilingual }>;
export type CaseLevel = keyof typeof caseLevels;
export const levelsOfCases = Object.keys(caseLevels) as CaseLevel[];

/**
 * open: worked on; confirming: an outcome waits for a second person; calling-back: answered, the person is to be asked whether it helped;
 * committed: called back, a commitment is pending; closed: over.
 */
export const statesOfCases = {
  open: ['办理中', 'open'],
  confirming: ['待复核', 'waits for confirmation'],
  'calling-back': ['待回访', 'call-back due'],
  committed: ['承诺履行中', 'a commitment is pending'],
  closed: ['已办结', 'closed'],
} as const satisfies Record<string, Bilingual>;
export type CaseState = keyof typeof statesOfCases;
export const caseStates = Object.keys(statesOfCases) as CaseState[];

/** A department, or an agency by its USCC: `agency:91330683MAFAKE0199`. */
export type CaseParty = Department | `agency:${string}`;

/** The deed a commitment names: a task of the linked order is decided, or what its text says is done. */
export const commitmentDeeds = ['decide-task', 'do'] as const;
export type CommitmentDeed = (typeof commitmentDeeds)[number];

/** What a party promised to do in so many hours of business time, nights and holidays included. */
export interface Commitment {
  /** the number of the event that made it */
  readonly no: number;
  readonly party: CaseParty;
  readonly deed: CommitmentDeed;
  readonly task: TaskCode | null;
  readonly madeAt: Instant;
  /** the deed is in time at this instant, too */
  readonly dueAt: Instant;
  readonly keptAt: Instant | null;
  readonly brokenAt: Instant | null;
}

export const askedStances = ['no-objection', 'objection'] as const;
export type AskedStance = (typeof askedStances)[number];

/** A department that answers by a date; silence counts as no objection, but never for a permit. */
export interface AskedDepartment {
  readonly department: Department;
  readonly isPermit: boolean;
  readonly askedAt: Instant;
  readonly day: Day;
  readonly stance: AskedStance | null;
  readonly answeredAt: Instant | null;
  /** 17:00 of the day, when nothing had been said */
  readonly silentAt: Instant | null;
}

/** A dated item of the back-schedule (倒排); its text is that of the event with its number. */
export interface ScheduledItem {
  readonly no: number;
  readonly party: CaseParty;
  readonly day: Day;
  readonly doneAt: Instant | null;
  readonly missedAt: Instant | null;
}

/** The lateness a case is about: of one task, or of its step; decided once that is. */
export interface LateMatter {
  readonly cause: 'task-overrun' | 'step-red';
  readonly task: TaskCode | null;
  readonly at: Instant;
  readonly decidedAt: Instant | null;
}

/** A level that was left because nobody answered in time, with the codes of who failed. */
export interface FailedLevel {
  readonly level: CaseLevel;
  readonly at: Instant;
  readonly because: 'level-over' | 'required-by' | 'commitment-broken';
  readonly who: readonly string[];
}

export const callBackResults = ['satisfied', 'not-satisfied', 'not-reached'] as const;
export type CallBackResult = (typeof callBackResults)[number];

/** The call-back that follows an answer. */
interface CallBack {
  readonly since: Instant;
  /** how often nobody was reached */
  readonly tries: number;
  readonly result: CallBackResult | null;
  readonly missedAt: Instant | null;
}

export interface Case {
  /** cases opened before 2026-12 have the first: no clocks, no call-back */
  readonly rulesVersion: 1 | 2;
  readonly way: CaseWay;
  readonly cause: CaseCause;
  readonly isUrgent: boolean;
  readonly requiredBy: Instant | null;
  /** the order it is about, and the step by whose lateness it came */
  readonly orderNo: string | null;
  readonly step: StepCode | null;
  readonly commissionNo: string | null;
  readonly level: CaseLevel;
  /** the instant the level was reached */
  readonly levelSince: Instant;
  readonly failed: readonly FailedLevel[];
  /** the day by which a case at L4 is to be answered, and since when there was none, or it had passed */
  readonly plan: {
    readonly day: Day | null;
    readonly missingAt: Instant | null;
    readonly missedAt: Instant | null;
  };
  /** how often it was opened again after it had been answered */
  readonly reopenings: number;
  /** somebody who was not satisfied has had it opened again: that happens once */
  readonly wasDissatisfied: boolean;
  readonly openedAt: Instant;
  readonly changedAt: Instant;
  readonly state: CaseState;
  /** the officer who has it */
  readonly handler: string | null;
  readonly contactedAt: Instant | null;
  readonly contactMissedAt: Instant | null;
  readonly style: ServiceStyle | null;
  readonly lead: Department | null;
  readonly asked: readonly AskedDepartment[];
  readonly commitments: readonly Commitment[];
  readonly schedule: readonly ScheduledItem[];
  readonly matters: readonly LateMatter[];
  /** when the step closed by whose lateness it came: climbing ends */
  readonly stepClosedAt: Instant | null;
  /** the outcome proposed (while confirming) or given */
  readonly outcome: CaseOutcome | null;
  /** who proposed or gave it: another person must confirm it, and call back */
  readonly proposedBy: string | null;
  readonly answeredAt: Instant | null;
  readonly callBack: CallBack | null;
  readonly mergedInto: string | null;
  readonly closedAt: Instant | null;
  readonly events: number;
}
