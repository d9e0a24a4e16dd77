import type {
  CaseState,
  CommissionState,
  Day,
  LateTask,
  Milestone,
  OrderProgress,
  Outcome,
  ProgressOfStep,
  ProgressOfTask,
  TaskCode,
} from '@doudi/workflows';

// What the demonstration reads of the API's answers; instants are ISO texts of Shanghai, days are working days.

interface Days {
  readonly budgetDays: number;
  readonly usedDays: number;
  readonly remainingDays: number;
}

type TaskAnswer = Omit<
  ProgressOfTask,
  'budget' | 'used' | 'remaining' | 'isProvisional' | 'limits' | 'lateSince'
> &
  Days & { readonly lateSince: string | null };
export type StepAnswer = Pick<
  ProgressOfStep,
  'code' | 'state' | 'light' | 'dueDay' | 'buckets' | 'openTask' | 'holder'
> &
  Days & { readonly tasks: readonly TaskAnswer[] };

export type ProgressAnswer = Pick<OrderProgress, 'light' | 'dueDay' | 'buckets'> &
  Days & {
    readonly orderNo: string;
    readonly today: Day;
    readonly receivedAt: string;
    readonly closedAt: string | null;
    readonly outcome: Outcome | null;
    /** of a closed order: the day it closed */
    readonly forecast: { readonly day: Day };
    readonly lateTasks: readonly (Omit<LateTask, 'since'> & { readonly since: string })[];
    readonly steps: readonly StepAnswer[];
  };

export interface OrderAnswer {
  readonly orderNo: string;
  readonly receivedAt: string;
  readonly state: 'received' | 'running' | 'closed';
  readonly outcome: Outcome | null;
}

export interface DecisionAnswer {
  readonly at: string;
}

export interface CommissionAnswer {
  readonly commissionNo: string;
  readonly orderNo: string;
  readonly step: ProgressOfStep['code'];
  readonly task: TaskCode;
  readonly state: CommissionState;
  readonly openedAt: string;
  readonly changedAt: string;
}

export type CommissionRecord = CommissionAnswer & {
  readonly milestones: readonly {
    readonly seq: number;
    readonly kind: Milestone;
    readonly at: string;
    readonly agencyNo: string | null;
  }[];
};

export interface CaseAnswer {
  readonly caseNo: string;
  readonly orderNo: string;
  readonly step: ProgressOfStep['code'];
  readonly level: string;
  readonly state: CaseState;
  readonly openedAt: string;
}

export interface List<Item> {
  readonly items: readonly Item[];
}
