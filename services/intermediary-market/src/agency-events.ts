import type { Queryable } from '@doudi/infra/database';
import { agencyEventKinds, categories, suspensionCauses } from '@doudi/workflows';
import type { AgencyEventKind, Category, Day, Instant, SuspensionCause } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

export interface NewAgencyEvent {
  readonly seq: number;
  readonly kind: AgencyEventKind;
  readonly at: Instant;
  /** opaque subject id; null when time alone, or another rule of the market, brought it */
  readonly by: string | null;
  readonly cause: SuspensionCause | null;
  /** the id of a stored text */
  readonly note: string | null;
  readonly untilDay: Day | null;
  readonly category: Category | null;
  /** the number of the objection or of the qualification it concerns */
  readonly about: number | null;
  /** ids of files */
  readonly files: readonly string[];
}

export async function insertAgencyEvent(
  db: Queryable,
  agencyNo: string,
  event: NewAgencyEvent,
): Promise<void> {
  const { seq, kind, at, by, cause, note, untilDay, category, about, files } = event;
  await db.query(sql`
    insert into agency_events (agency_no, seq, kind, at, "by", cause, note, until_day, category, about, files)
    values (${agencyNo}, ${seq}, ${kind}, ${new Date(at)}, ${by}, ${cause}, ${note}, ${untilDay}, ${category}, ${about}, ${files})`);
}

const AgencyEventRow = z.object({
  seq: z.number(),
  kind: z.enum(agencyEventKinds),
  at: instant,
  by: z.string().nullable(),
  cause: z.enum(suspensionCauses).nullable(),
  /** the text itself */
  text: z.string().nullable(),
  untilDay: z.string().nullable(),
  category: z.enum(categories).nullable(),
  about: z.number().nullable(),
  files: z.array(z.string()),
});
export type AgencyEventRow = z.output<typeof AgencyEventRow>;

/** Everything that happened to an agency, in order, with the texts. */
export async function listAgencyEvents(db: Queryable, agencyNo: string): Promise<AgencyEventRow[]> {
  const { rows } = await db.query(sql`
    select e.seq, e.kind, e.at, e."by", e.cause, t.body as text, e.until_day as "untilDay", e.category, e.about, e.files
      from agency_events e left join texts t on t.text_id = e.note
     where e.agency_no = ${agencyNo}
     order by e.seq`);
  return z.array(AgencyEventRow).parse(rows);
}
