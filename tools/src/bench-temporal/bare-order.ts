/** What an order of track 50 has of each; the bare side always does the same, whatever the product comes to need. */
export const orderCounts = { children: 9, updates: 17, signals: 48, activities: 45, timers: 6 } as const;

type Kind = 'review' | 'commission';

export interface BareStep {
  readonly code: string;
  readonly after: readonly string[];
  readonly tasks: readonly Kind[];
}

/** The shape of track 50 as it was when the counts were taken. */
export const bareSteps: readonly BareStep[] = [
  { code: 'initiation', after: [], tasks: ['review', 'review'] },
  { code: 'planning', after: ['initiation'], tasks: ['review', 'commission', 'review'] },
  { code: 'assessment', after: ['initiation'], tasks: ['commission', 'review'] },
  { code: 'fire-safety', after: ['planning'], tasks: ['commission', 'commission', 'review'] },
  { code: 'permit', after: ['fire-safety', 'assessment'], tasks: ['review', 'review'] },
];

/** Signals that bring a commission from its opening to its acceptance. */
export const milestones = 4;

// What the bare workflows and those who drive them call each other by; no workflow code, so that both may import it.

export const bareQueue = 'bare';

export interface BareOrder {
  readonly order: string;
  /** the real instant at which its timers go off; in a storm the same for all */
  readonly dueAt: number;
}

export interface BareStepRun extends BareOrder {
  readonly step: BareStep;
}

/** `closes`: the decision that ends its task. */
export interface BareDecision {
  readonly closes: boolean;
}

/** A write that changes the order's clock signals the order; that of a case counts. */
interface BareWrite {
  readonly marks?: string;
  readonly isCase?: boolean;
}

export interface BareActivities {
  write(write: BareWrite): Promise<void>;
}

export const bareStepId = (order: string, step: string) => `${order}/${step}`;
export const bareCommissionId = (stepId: string, task: number) => `${stepId}/${task}`;
export const bareCaseId = (stepId: string) => `${stepId}/case`;
