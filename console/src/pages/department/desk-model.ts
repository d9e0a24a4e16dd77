import type { components } from '../../../generated/contract.d.ts';

export type DeskTask = components['schemas']['DepartmentTask'];
type Filters = Readonly<Record<string, string>>;

export const keyOfTask = ({ orderNo, task }: { orderNo: string; task: string }): string =>
  `${orderNo}/${task}`;

/** What a reader can look for in a line: its numbers and names, as he sees them. */
const textOf = (row: DeskTask, words: (task: string) => string): string =>
  [row.orderNo, row.projectCode, row.projectName ?? '', words(row.task)].join(' ').toLowerCase();

/** The lines of the desk that fit what is asked for: late ones first, then by the due day, the longest waiting first. */
export function deskRows(
  rows: readonly DeskTask[],
  { q, state, step, late }: Filters,
  words: (task: string) => string,
): DeskTask[] {
  const wanted = q?.trim().toLowerCase() ?? '';
  return rows
    .filter(
      (row) =>
        (!state || row.state === state) &&
        (!step || row.step === step) &&
        (!late || String(row.isLate) === late) &&
        (wanted === '' || textOf(row, words).includes(wanted)),
    )
    .sort(byDue);
}

const byDue = (one: DeskTask, other: DeskTask): number =>
  Number(other.isLate) - Number(one.isLate) ||
  (one.dueDay ?? '9999').localeCompare(other.dueDay ?? '9999') ||
  one.openedAt.localeCompare(other.openedAt);

/** What to do after a task: the first of the desk that waits for one of these roles, and is another. */
export const nextTask = (
  rows: readonly DeskTask[],
  done: { readonly orderNo: string; readonly task: string },
  roles: readonly string[],
): DeskTask | undefined =>
  [...rows].sort(byDue).find((row) => keyOfTask(row) !== keyOfTask(done) && roles.includes(row.waitsFor));
