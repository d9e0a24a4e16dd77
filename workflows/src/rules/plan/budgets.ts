import type { CounterRules } from '../../domain/counter.ts';
import type { Assignment, Limit } from '../../domain/plan.ts';
import type { Category, Department, StepCode, TaskCode, Track } from '../../domain/tracks-and-steps.ts';

/** What the law allows, by track: projects of one track need the same form of each permit. */
type Law = Readonly<Partial<Record<Track, Limit>>>;

/**
 * A task, who does it, its budget in working days on each track that has it, its least on demand, and its limit by law where
 * there is one.
 */
export interface BudgetedTask extends Readonly<Partial<Record<Track, number>>> {
  readonly code: TaskCode;
  readonly by: Assignment;
  readonly min: number;
  readonly law?: Law;
  readonly counter?: CounterRules;
}

interface BudgetedStep {
  readonly code: StepCode;
  readonly after: readonly StepCode[];
  readonly tasks: readonly BudgetedTask[];
}

const review = (department: Department): Assignment => ({ kind: 'review', department });
const commission = (category: Category): Assignment => ({ kind: 'commission', category });
const working = (days: number): Limit => ({ days, unit: 'working-day' });
const calendar = (days: number): Limit => ({ days, unit: 'calendar-day' });

/** The applicant hands in papers. */
const papers: CounterRules = { papers: true };
/** Administrative Licensing Law art. 42: the head of the department extends the 20 days of one permit by 10. */
const extendable: CounterRules = { papers: true, extendableBy: 10 };
/** The joint review of a scheme hears fire, environment and construction; a department that is silent for two days does not object. */
const joint: CounterRules = { papers: true, consults: { departments: ['FRD', 'EEB', 'HCB'], days: 2 } };

// prettier-ignore
/** Budgets as promised for the tracks (80, 50 and 30 working days to the construction permit), limits by their laws. */
export const budgets: readonly BudgetedStep[] = [
  { code: 'project-initiation', after: [], tasks: [
    { code: 'record', by: review('DRC'), '80': 1, '50': 1, '30': 1, min: 1, counter: papers },
    { code: 'order-meeting', by: review('ASC'), '80': 1, '50': 1, '30': 1, min: 0 },
  ] },
  { code: 'planning', after: ['project-initiation'], tasks: [
    // Administrative Licensing Law art. 42: one permit takes 20 working days
    { code: 'planning-conditions', by: review('NRP'), '80': 5, '50': 3, min: 0, law: { '80': working(20), '50': working(20) }, counter: extendable },
    { code: 'scheme-design', by: commission('DSN'), '80': 16, '50': 10, min: 0 },
    { code: 'scheme-review', by: review('NRP'), '80': 7, '50': 5, '30': 3, min: 1, counter: joint },
  ] },
  { code: 'environmental-assessment', after: ['project-initiation'], tasks: [
    { code: 'eia-report', by: commission('EIA'), '80': 20, '50': 12, min: 0 },
    // Environmental Impact Assessment Law art. 22: a report 60 days, a table 30, and a registration form is only filed
    { code: 'eia-review', by: review('EEB'), '80': 10, '50': 7, '30': 3, min: 1, law: { '80': calendar(60), '50': calendar(30) }, counter: papers },
  ] },
  { code: 'fire-safety', after: ['planning'], tasks: [
    { code: 'construction-drawings', by: commission('DSN'), '80': 20, '50': 14, '30': 12, min: 5 },
    // Measures on the review of construction drawings: 15 working days of first-class projects (track 80), 10 of all others
    { code: 'drawing-review', by: commission('DRW'), '80': 15, '50': 10, '30': 9, min: 4, law: { '80': working(15), '50': working(10), '30': working(10) } },
    // Housing ministry order 51 of 2020: 15 working days of a special project (track 80); the others are only filed
    { code: 'fire-review', by: review('FRD'), '80': 10, '50': 1, '30': 1, min: 1, law: { '80': working(15) }, counter: papers },
  ] },
  { code: 'construction-permit', after: ['fire-safety', 'environmental-assessment'], tasks: [
    { code: 'safety-registration', by: review('HCB'), '50': 2, min: 0, counter: papers },
    // Measures on construction permits as amended in 2018: 7 days, taken as working days
    { code: 'construction-permit', by: review('HCB'), '80': 5, '50': 3, '30': 3, min: 1, law: { '80': working(7), '50': working(7), '30': working(7) }, counter: papers },
  ] },
];

/** Whether a task is an agency's work. */
export const isCommissionTask = (task: TaskCode): boolean =>
  budgets.some(({ tasks }) => tasks.some(({ code, by }) => code === task && by.kind === 'commission'));

/** The step that runs beside the main chain of steps (the spine): its budget does not add to the order's. */
export const sideBranch: StepCode = 'environmental-assessment';
