import { type Answer, type Call, refuseStale, unfit } from '@doudi/infra/http';
import { calendarFaults, holidayCodes, type Calendar, type CalendarYear, type Day } from '@doudi/workflows';
import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { findCalendar, getCalendarInForce, insertDraft, lockCalendar, replaceDraft } from './calendars.ts';
import { showCalendar, type OfCalendar } from './read-calendars.ts';
import { refuse } from './words.ts';

/** Which days there are is for the rules to say, all of them at once. */
const day = z
  .string()
  .regex(
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
    bilingual('须为日期，如 2026-10-01', 'is no day, such as 2026-10-01'),
  );
/** The least that may be put where the shipped calendar is in force. */
const bareYears = Array.from({ length: 11 }, (_, i) => ({
  ...{ year: 2016 + i, off: [`${2016 + i}-01-01`], work: [] },
  names: { [`${2016 + i}-01-01`]: 'new-year' as const },
}));

export const PutCalendar = z
  .strictObject({
    /** in order, without a gap */
    years: z
      .array(
        z.strictObject({
          year: z.int().min(2000).max(2099),
          off: z.array(day).max(60),
          work: z.array(day).max(20),
          /** the holiday of a day off or of a make-up day, by its code */
          names: z.record(day, z.enum(holidayCodes)).optional(),
        }),
      )
      .min(1, bilingual('至少一年', 'must have at least one year'))
      .max(50),
  })
  .meta({ id: 'PutCalendar', examples: [{ years: bareYears }] });
type PutCalendar = z.output<typeof PutCalendar>;

/** Writes a draft, every fault named at once. A published version never changes. */
export async function putCalendar(call: Call<PutCalendar, OfCalendar>): Promise<Answer> {
  const { params, body, db } = call;
  const faults = [
    ...calendarFaults(body.years),
    ...nameFaults(body),
    ...gaps(body, await getCalendarInForce(db)),
  ];
  if (faults.length > 0)
    throw unfit(faults.map(({ path, fault }) => ({ at: `/years/${path.join('/')}`, fault })));
  await putDraft(call, calendarOfYears(params.version, body.years));
  const draft = await findCalendar(db, params.version);
  return { body: draft && showCalendar(draft) };
}

/** Of two who make one version at once the second waits for the first, and is judged by what that one has made. */
async function putDraft(call: Call, calendar: Calendar): Promise<void> {
  const { version } = calendar;
  if (await insertDraft(call.db, calendar)) return refuseStale(call, undefined);
  const current = await lockCalendar(call.db, version);
  if (current.publishedAt) throw refuse({ refused: 'calendar-published', version });
  refuseStale(call, showCalendar(current));
  await replaceDraft(call.db, calendar);
}

const calendarOfYears = (version: string, years: PutCalendar['years']): Calendar => ({
  version,
  publishedThrough: `${years.at(-1)?.year}-12-31` as Day,
  off: years.flatMap(({ off }) => off as Day[]),
  work: years.flatMap(({ work }) => work as Day[]),
  names: Object.assign({}, ...years.map(({ names }) => names ?? {})) as NonNullable<Calendar['names']>,
});

const nameFaults = ({ years }: PutCalendar) =>
  years.flatMap(({ off, work, names = {} }, index) =>
    Object.keys(names)
      .filter((named) => !off.includes(named) && !work.includes(named))
      .map((named) => ({
        path: [index, 'names', named],
        fault: { zh: `${named} 既非休息日也非调休工作日`, en: `${named} is neither a day off nor made up` },
      })),
  );

/** Open orders may lie anywhere in the years of the calendar in force: a new one must have them all. */
function gaps({ years }: { years: readonly CalendarYear[] }, { off, publishedThrough }: Calendar) {
  const [first, last] = [Number(off[0]?.slice(0, 4)), Number(publishedThrough.slice(0, 4))];
  const [from, through] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  if (from <= first && through >= last) return [];
  return [
    {
      path: [],
      fault: {
        zh: `须包含现行日历的年份 ${first} 至 ${last}`,
        en: `must have the years of the calendar in force, ${first} to ${last}`,
      },
    },
  ];
}
