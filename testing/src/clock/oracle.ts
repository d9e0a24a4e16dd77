import {
  shippedCalendar,
  type Bucket,
  type Calendar,
  type Change,
  type Instant,
  type Light,
  type Step,
} from '@doudi/workflows';

/**
 * The oracle of the clock: clock and light of a step written a second time, as slowly and literally as their description reads,
 * day by day over a plain table of working days. It shares no code with the rules, so both are wrong together only by chance.
 */

export interface TableDay {
  readonly name: string;
  readonly begins: Instant;
  readonly ends: Instant;
}

export type Table = readonly TableDay[];

/** Every working day of a calendar from December 2015 through 2032. */
export function makeTable({ off, work }: Calendar): Table {
  const days: TableDay[] = [];
  const cursor = new Date(Date.UTC(2015, 11, 1));
  while (cursor.getUTCFullYear() < 2033) {
    const name = cursor.toISOString().slice(0, 10);
    const isWeekend = cursor.getUTCDay() === 0 || cursor.getUTCDay() === 6;
    const isOff = (off as readonly string[]).includes(name);
    const isWorked = (work as readonly string[]).includes(name);
    const ends = Date.parse(`${name}T17:00:00+08:00`);
    if (isWorked || (!isWeekend && !isOff)) days.push({ name, begins: days.at(-1)?.ends ?? 0, ends });
    cursor.setUTCDate(cursor.getUTCDate() + 1);
  }
  return days;
}

/** That of the calendar which the product ships with; the oracle counts by it unless it is given another. */
export const table = makeTable(shippedCalendar);

/** The place in the table of the office day an instant belongs to. */
export function placeOf(at: Instant, days: Table = table): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at < (days[middle] as TableDay).ends) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const nameOf = (place: number, days: Table = table): string => (days[place] as TableDay).name;

export interface OracleSegment {
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly budget: number;
  readonly changes: readonly Change[];
}

export const isWork = (bucket: Bucket | null): boolean => bucket === 'GOV' || bucket === 'AGENCY';

/** The bucket in force as a day began: of the last line before 17:00 of the working day before. */
export function bucketAsDayBegan(changes: readonly Change[], place: number, days: Table = table): Bucket {
  let found = (changes[0] as Change).bucket;
  for (const { at, bucket } of changes) if (at < (days[place] as TableDay).begins) found = bucket;
  return found;
}

/** The days of a segment charged by `now`, one after the other. */
export function chargedDays(
  segment: OracleSegment,
  now: Instant,
  calendar: Table = table,
): { place: number; bucket: Bucket }[] {
  const end = segment.closedAt !== null && segment.closedAt <= now ? segment.closedAt : null;
  const known = segment.changes.filter(({ at }) => at <= now);
  const written = [...known.map(({ at }) => at), ...(end === null ? [] : [end])];
  const days: { place: number; bucket: Bucket }[] = [];
  for (let place = placeOf(segment.openedAt, calendar) + 1; ; place++) {
    const { begins, ends } = calendar[place] as TableDay;
    if (end !== null && end < begins) return days;
    if (now < ends && !written.some((at) => begins <= at && at < ends)) return days;
    days.push({ place, bucket: bucketAsDayBegan(known, place, calendar) });
  }
}

/** Walks the charged days and, while a counting bucket is in force, the days after them, to the first over the budget. */
export function walkToDue(
  { day0, budget, inForce }: { day0: number; budget: number; inForce: Bucket | null },
  charged: readonly { place: number; bucket: Bucket }[],
): number | null {
  let used = 0;
  for (const { place, bucket } of charged) {
    if (isWork(bucket)) used += 1;
    if (used > budget) return place - 1;
  }
  if (!isWork(inForce)) return null;
  for (let place = (charged.at(-1)?.place ?? day0) + 1; ; place++) {
    used += 1;
    if (used > budget) return place - 1;
  }
}

/** What the rules call a clock reading, with days as places. */
export function oracleClock(segment: OracleSegment, now: Instant, days: Table = table) {
  const charged = chargedDays(segment, now, days);
  const count = (wanted: Bucket) => charged.filter(({ bucket }) => bucket === wanted).length;
  const buckets = {
    GOV: count('GOV'),
    AGENCY: count('AGENCY'),
    OWNER: count('OWNER'),
    EXCLUDED: count('EXCLUDED'),
  };
  const isClosed = segment.closedAt !== null && segment.closedAt <= now;
  const last = segment.changes.findLast(({ at }) => at <= now)?.bucket ?? null;
  const due = oracleDue(segment, isClosed ? segment.closedAt : now, days);
  const today = placeOf(isClosed ? segment.closedAt : now, days);
  return {
    buckets,
    used: buckets.GOV + buckets.AGENCY,
    chargedThrough: charged.at(-1)?.place ?? placeOf(segment.openedAt, days),
    inForce: isClosed ? null : last,
    due,
    isLate: due !== null && today > due,
  };
}

/** A due day is read with the clock still open, also at the instant it closes. */
function oracleDue({ openedAt, budget, changes }: OracleSegment, now: Instant, days: Table): number | null {
  const inForce = changes.findLast(({ at }) => at <= now)?.bucket ?? null;
  const charged = chargedDays({ openedAt, closedAt: null, budget, changes }, now, days);
  return walkToDue({ day0: placeOf(openedAt, days), budget, inForce }, charged);
}

/** What the clock of a step runs over. */
export const stepOf = ({ openedAt, closedAt, tasks, ledger }: Step): OracleSegment => {
  let budget = 0;
  for (const task of tasks) budget += task.budget;
  return { openedAt, closedAt, budget, changes: ledger };
};

/** The light of a step, from the clock above. */
export function oracleStepLight(step: Step, now: Instant, days: Table = table): Light {
  if (step.closedAt !== null && step.closedAt <= now)
    return step.outcome === 'approved' || step.outcome === null ? 'DONE' : 'ENDED';
  const clock = oracleClock(stepOf(step), now, days);
  if (clock.isLate) return 'RED';
  if (clock.inForce === 'OWNER' || clock.inForce === 'EXCLUDED') return 'PAUSED';
  const threshold = Math.max(1, Math.ceil((stepOf(step).budget * 3) / 10));
  let left = 0;
  for (let place = placeOf(now, days); place <= (clock.due as number); place++) left += 1;
  if (left <= threshold) return 'YELLOW';
  const open = step.tasks.find(
    (task) =>
      task.openedAt !== null && task.openedAt <= now && (task.closedAt === null || task.closedAt > now),
  );
  if (!open) return 'GREEN';
  const changes = step.ledger.filter((line) => line.task === open.code);
  const { isLate } = oracleClock(
    { openedAt: open.openedAt ?? 0, closedAt: null, budget: open.budget, changes },
    now,
    days,
  );
  return isLate ? 'YELLOW' : 'GREEN';
}
