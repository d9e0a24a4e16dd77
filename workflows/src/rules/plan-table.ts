import type { Category, Department, StepCode, TaskCode, Track } from '../domain/catalogue.ts';

type Who =
  | { readonly kind: 'review'; readonly department: Department }
  | { readonly kind: 'commission'; readonly category: Category };

/** A row of the catalogue: a task, who does it, its budget in working days on each track that has it, and its least on demand. */
export type CatalogueTask = { readonly code: TaskCode; readonly min: number } & Who &
  Readonly<Partial<Record<Track, number>>>;

interface CatalogueStep {
  readonly code: StepCode;
  readonly after: readonly StepCode[];
  readonly tasks: readonly CatalogueTask[];
}

const review = (department: Department): Who => ({ kind: 'review', department });
const commission = (category: Category): Who => ({ kind: 'commission', category });

// prettier-ignore
/** Budgets as promised by the order desk (80, 50 and 30 working days to the construction permit). */
export const catalogue: readonly CatalogueStep[] = [
  { code: 'project-initiation', after: [], tasks: [
    { code: 'record', ...review('DRC'), '80': 1, '50': 1, '30': 1, min: 1 },
    { code: 'order-meeting', ...review('ASC'), '80': 1, '50': 1, '30': 1, min: 0 },
  ] },
  { code: 'planning', after: ['project-initiation'], tasks: [
    { code: 'planning-conditions', ...review('NRP'), '80': 5, '50': 3, min: 0 },
    { code: 'scheme-design', ...commission('DSN'), '80': 16, '50': 10, min: 0 },
    { code: 'scheme-review', ...review('NRP'), '80': 7, '50': 5, '30': 3, min: 1 },
  ] },
  { code: 'environmental-assessment', after: ['project-initiation'], tasks: [
    { code: 'eia-report', ...commission('EIA'), '80': 20, '50': 12, min: 0 },
    { code: 'eia-review', ...review('EEB'), '80': 10, '50': 7, '30': 3, min: 1 },
  ] },
  { code: 'fire-safety', after: ['planning'], tasks: [
    { code: 'construction-drawings', ...commission('DSN'), '80': 20, '50': 14, '30': 12, min: 5 },
    { code: 'drawing-review', ...commission('DRW'), '80': 15, '50': 10, '30': 9, min: 4 },
    { code: 'fire-review', ...review('FRD'), '80': 10, '50': 1, '30': 1, min: 1 },
  ] },
  { code: 'construction-permit', after: ['fire-safety', 'environmental-assessment'], tasks: [
    { code: 'safety-registration', ...review('HCB'), '50': 2, min: 0 },
    { code: 'construction-permit', ...review('HCB'), '80': 5, '50': 3, '30': 3, min: 1 },
  ] },
];

/** The step beside the spine: its budget does not add to the order's. */
export const sideBranch: StepCode = 'environmental-assessment';
