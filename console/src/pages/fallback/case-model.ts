import type { components, paths } from '../../../generated/contract.d.ts';

export type ListedCase = components['schemas']['Case'];
/** A case with all that was done about it. */
export type CaseRecord = paths['/v1/cases/{caseNo}']['get']['responses'][200]['content']['application/json'];

const dayMs = 86_400_000;

/** Whole days of the calendar since an instant, as the filter `age` of the list counts them. */
export const daysSince = (at: string, now: string): number =>
  Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / dayMs));

/** A column of the board: the open cases of a level. */
export interface Column {
  readonly level: ListedCase['level'];
  readonly cases: readonly ListedCase[];
}

const levels = ['L0', 'L1', 'L2', 'L3', 'L4'] as const satisfies readonly ListedCase['level'][];

/** Open cases by level; in each, urgent ones first, then what is due first, the oldest first. */
export const boardOf = (cases: readonly ListedCase[]): Column[] =>
  levels.map((level) => ({
    level,
    cases: cases.filter((one) => one.level === level && one.state !== 'closed').sort(byUrgency),
  }));

const byUrgency = (one: ListedCase, other: ListedCase): number =>
  Number(other.isUrgent) - Number(one.isUrgent) ||
  nextDay(one).localeCompare(nextDay(other)) ||
  one.openedAt.localeCompare(other.openedAt);

/** The first day on which something is due of it: of its level, or the one it is required by. */
const nextDay = ({ dueDay, requiredBy }: ListedCase): string =>
  [dueDay ?? '9999', requiredBy?.slice(0, 10) ?? '9999'].sort()[0] ?? '9999';

/** Whether its level is over, or the instant it is required by. */
export const isLateCase = (
  { dueDay, requiredBy, closedAt, answeredAt }: ListedCase,
  { officeDay, now }: { readonly officeDay: string; readonly now: string },
): boolean =>
  closedAt === null &&
  answeredAt === null &&
  ((dueDay !== null && officeDay > dueDay) ||
    (requiredBy !== null && Date.parse(now) > Date.parse(requiredBy)));
