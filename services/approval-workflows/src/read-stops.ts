import {
  type Answer,
  type Call,
  IsoDay,
  IsoInstant,
  page,
  pageOf,
  pageShape,
  CodeWords,
} from '@doudi/infra/http';
import {
  departments,
  officeDay,
  shanghaiDay,
  shanghaiIso,
  stepCodes,
  stopReasons,
  taskCodes,
  workingDaysBetween,
  type Calendar,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { listStops, positionOf, type StopRow } from './stops.ts';
import { withWords } from './with-words.ts';

export const StopsQuery = z.strictObject({
  ...pageShape,
  department: z.enum(departments).optional(),
  state: z.enum(['running', 'over']).optional(),
});

const StopAnswer = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    step: z.enum(stepCodes),
    task: z.enum(taskCodes),
    department: z.enum(departments),
    reason: z.enum(stopReasons),
    from: IsoInstant,
    /** the last day that was approved */
    lastDay: IsoDay,
    /** when it came to its end, by itself or early; null while it runs */
    endedAt: IsoInstant.nullable(),
    /** working days it has excluded until now */
    excludedDays: z.int().min(0),
  })
  .meta({ id: 'LegalStop' });

export const StopsAnswer = pageOf(StopAnswer).extend({ words: CodeWords }).meta({ id: 'LegalStops' });
const sayWords = withWords(StopsAnswer);

/** The legal stops of the reviews within reach, newest first. */
export const readStops =
  ({ clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ scope, query, db }: Call<unknown, unknown, z.output<typeof StopsQuery>>): Promise<Answer> => {
    const now = await clock.now(db);
    const running = query.state === undefined ? undefined : query.state === 'running';
    const rows = await listStops(db, { ...query, scope, running }, now);
    const shown = await Promise.all(
      rows.map(async (row) => ({ row, stop: show(row, await calendarOf(db, row.calendarVersion), now) })),
    );
    return {
      body: sayWords(
        page(
          shown,
          query,
          ({ stop }) => stop,
          ({ row }) => positionOf(row),
        ),
      ),
    };
  };

function show(
  { from, plannedEnd, endedAt, calendarVersion: _, ...row }: StopRow,
  calendar: Calendar,
  now: Instant,
) {
  const dayOf = (at: Instant) => officeDay(calendar, at);
  return {
    ...row,
    from: shanghaiIso(from.getTime()),
    lastDay: shanghaiDay(plannedEnd.getTime()),
    endedAt: endedAt && shanghaiIso(endedAt.getTime()),
    excludedDays: workingDaysBetween(calendar, dayOf(from.getTime()), dayOf(endedAt?.getTime() ?? now)),
  };
}
