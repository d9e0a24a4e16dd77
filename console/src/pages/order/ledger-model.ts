import type { components } from '../../../generated/contract.d.ts';
import { weeksOf } from '../../domain/weeks.ts';

export type Ledger = components['schemas']['Ledger'];
export type LedgerDay = components['schemas']['LedgerDay'];

/** A month as a calendar shows it: weeks from Monday, nothing where the week has days of other months or before the order. */
export interface LedgerMonth {
  /** `2017-06` */
  readonly month: string;
  readonly weeks: readonly (readonly (LedgerDay | undefined)[])[];
}

/** The days of a ledger month by month. */
export function monthsOf(days: readonly LedgerDay[]): LedgerMonth[] {
  const byMonth = new Map<string, LedgerDay[]>();
  for (const day of days) byMonth.set(monthOf(day), [...(byMonth.get(monthOf(day)) ?? []), day]);
  return [...byMonth].map(([month, its]) => ({ month, weeks: weeksOf(its) }));
}

const monthOf = ({ day }: LedgerDay) => day.slice(0, 7);

/** What changed the bucket or the task on a day, for the printed table: the day a row begins that says something new. */
export interface LedgerRow {
  readonly from: LedgerDay;
  readonly to: LedgerDay;
  /** working days from one to the other that are charged */
  readonly chargedDays: number;
}

/** The charged days of a ledger as one row for each stretch in one bucket, step and task: what fits a page. */
export function rowsOf(days: readonly LedgerDay[]): LedgerRow[] {
  const rows: LedgerRow[] = [];
  for (const day of days.filter(({ bucket, isCharged }) => bucket !== null && isCharged)) {
    const last = rows.at(-1);
    if (last && isSameStretch(last.to, day))
      rows[rows.length - 1] = { from: last.from, to: day, chargedDays: last.chargedDays + 1 };
    else rows.push({ from: day, to: day, chargedDays: 1 });
  }
  return rows;
}

const isSameStretch = (one: LedgerDay, other: LedgerDay) =>
  one.bucket === other.bucket && one.step === other.step && one.task === other.task;
