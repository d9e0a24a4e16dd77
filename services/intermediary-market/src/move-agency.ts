import type { Queryable } from '@doudi/infra/database';
import {
  agencyMark,
  agencyStanding,
  isRefusal,
  type Agency,
  type AgencyEventKind,
  type AgencyRefusal,
  type Calendar,
  type Category,
  type Day,
  type Instant,
  type Refusal,
  type SuspensionCause,
} from '@doudi/workflows';
import { type AgencyRecord, writeStanding } from './agencies.ts';
import { insertAgencyEvent } from './agency-events.ts';
import { tellOfAgency } from './tell-of-agency.ts';
import { insertText } from './texts.ts';

/** Something that happens to an agency, as it is put on record. */
export interface AgencyAct {
  readonly kind: AgencyEventKind;
  /** opaque subject id; null when time alone, or another rule of the market, brings it */
  readonly by: string | null;
  /** when it was due, of what time alone brings; now, unless given */
  readonly at?: Instant;
  /** of a suspension: 1 to 6 */
  readonly months?: number;
  readonly cause?: SuspensionCause;
  /** what was written about it */
  readonly note?: string | undefined;
  readonly untilDay?: Day | null;
  readonly category?: Category;
  /** the number of the objection or of the qualification it concerns */
  readonly about?: number;
  /** ids of files */
  readonly files?: readonly string[];
}

/** Now, and the calendar in force. */
export interface Moment {
  readonly now: Instant;
  readonly calendar: Calendar;
}

/**
 * Makes of an agency, which the transaction holds, what the rule says: first what time alone has brought by now, then the act, with its
 * event and what people are told, all or nothing.
 */
export async function moveAgency(
  db: Queryable,
  record: AgencyRecord,
  { act, ...moment }: Moment & { readonly act: AgencyAct },
): Promise<AgencyRecord | Refusal<AgencyRefusal>> {
  const settled = await settleAgency(db, record, moment);
  const { kind, months, at = moment.now } = act;
  const next = agencyStanding(moment.calendar, settled.standing, { kind, at, months });
  if (isRefusal(next)) return next;
  return settleAgency(db, await writeAct(db, settled, { act: { ...act, at }, next }), moment);
}

/** Writes what time alone has brought by now to an agency that the transaction holds, each at the instant at which it was due. */
export async function settleAgency(
  db: Queryable,
  record: AgencyRecord,
  { now, calendar }: Moment,
): Promise<AgencyRecord> {
  const mark = agencyMark(record.standing);
  if (!mark || mark.at > now) return record;
  const next = agencyStanding(calendar, record.standing, mark);
  if (isRefusal(next)) throw new Error(`${record.agencyNo} refuses what time brings: ${next.refused}`);
  return writeAct(db, record, { act: { ...mark, by: null }, next });
}

/** Puts an act on record that has led to `next`. */
export async function writeAct(
  db: Queryable,
  record: AgencyRecord,
  { act, next }: { readonly act: AgencyAct & { readonly at: Instant }; readonly next: Agency },
): Promise<AgencyRecord> {
  const { kind, by, note, cause = null, category = null, about = null, files = [] } = act;
  const moved = { ...record, suspendedBecause: becauseOf(record, act, next), standing: next };
  const event = {
    ...{ seq: next.events, kind, at: instantOf(act, next), by, cause, category, about, files },
    note: note === undefined ? null : await insertText(db, by ?? 'market', note),
    untilDay: act.untilDay ?? (kind === 'suspend' ? next.suspendedThrough : next.barredThrough),
  };
  await writeStanding(db, record.agencyNo, moved);
  await insertAgencyEvent(db, record.agencyNo, event);
  await tellOfAgency(db, moved, event);
  return moved;
}

/** An event is never earlier than the one before it, but the end of a certificate bears its own instant. */
const instantOf = (
  { kind, at }: { readonly kind: AgencyEventKind; readonly at: Instant },
  { changedAt }: Agency,
): Instant => (kind === 'expire-qualification' ? at : Math.max(at, changedAt));

function becauseOf(
  { suspendedBecause }: AgencyRecord,
  { kind, cause }: AgencyAct,
  { state }: Agency,
): SuspensionCause | null {
  if (state !== 'suspended' && state !== 'repairing') return null;
  return kind === 'suspend' ? (cause ?? null) : suspendedBecause;
}
