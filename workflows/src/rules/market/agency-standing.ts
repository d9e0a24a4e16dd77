import type { Agency, AgencyEvent, AgencyEventKind, AgencyState } from '../../domain/agency.ts';
import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { AgencyRefusal, Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';
import { endOfDays } from '../calendar/office-day.ts';
import { agencyActs, agencyObjection } from './agency-acts.ts';
import { addMonths, endOfCivilDay } from './civil-days.ts';

/** Working days in which a supervisor should decide what an agency has handed in, or an objection; a late decision is shown, never taken by time (domain 2.2). */
export const reviewDays = 2;
/** Working days of the public notice (domain 2.2). */
const noticeDays = 3;
/** Months in which a delisted agency cannot apply again (domain 2.2). */
const barredMonths = 12;
/** A suspension lasts so many months (domain 2.2). */
export const suspensionMonths = { least: 1, most: 6 };

/** An agency that applies for the first time. */
export const newAgency = (calendar: Calendar, at: Instant): Agency => ({
  ...{ state: 'applied', changedAt: at, events: 1, dueAt: endOfDays(calendar, at, reviewDays) },
  ...{ noticeEndsAt: null, openObjections: 0, suspendedThrough: null, repair: null, barredThrough: null },
});

type Change = Partial<Omit<Agency, 'state' | 'changedAt' | 'events'>>;
type Changing = Readonly<{ calendar: Calendar; agency: Agency; event: AgencyEvent }>;

const dueAtOf = ({ calendar, event }: Changing) => endOfDays(calendar, event.at, reviewDays);
const free: Change = { suspendedThrough: null, repair: null };

/** What each event changes besides the state; what is due is forgotten unless the event says or keeps it. */
const changes: Readonly<Partial<Record<AgencyEventKind, (changing: Changing) => Change>>> = {
  apply: (changing) => ({ barredThrough: null, dueAt: dueAtOf(changing) }),
  approve: ({ calendar, event }) => ({ noticeEndsAt: endOfDays(calendar, event.at, noticeDays) }),
  object: ({ agency }) => ({ openObjections: agency.openObjections + 1 }),
  uphold: () => ({ noticeEndsAt: null, openObjections: 0 }),
  overrule: ({ agency }) => ({ openObjections: agency.openObjections - 1 }),
  list: () => ({ noticeEndsAt: null }),
  suspend: ({ agency, event }) => ({ suspendedThrough: laterEnd(agency, event), repair: null }),
  'want-repair': () => ({ repair: 'wanted' }),
  'hand-in-repair': (changing) => ({ repair: 'handed-in', dueAt: dueAtOf(changing) }),
  'accept-repair': () => ({ repair: 'accepted' }),
  'return-repair': () => ({ repair: 'wanted' }),
  restore: () => free,
  delist: ({ event }) => ({ ...free, barredThrough: addMonths(shanghaiDay(event.at), barredMonths) }),
};

/** Of two suspensions the later end holds; one without an end stays so. */
function laterEnd({ state, suspendedThrough }: Agency, { at, months }: AgencyEvent): Day | null {
  const end = addMonths(shanghaiDay(at), months ?? suspensionMonths.least);
  const isSuspended = state === 'suspended' || state === 'repairing';
  if (!isSuspended) return end;
  return suspendedThrough === null || suspendedThrough > end ? suspendedThrough : end;
}

/** Events of qualifications: the standing is as it was. */
const leaveAlone: ReadonlySet<AgencyEventKind> = new Set([
  'ask-qualification',
  'grant-qualification',
  'refuse-qualification',
  'expire-qualification',
]);

/** What an event makes of an agency, or why it is refused. The agency is as of the instant of the event (`agencyAsOf`). */
export function agencyStanding(
  calendar: Calendar,
  agency: Agency,
  event: AgencyEvent,
): Agency | Refusal<AgencyRefusal> {
  const objection = agencyObjection(agency, event);
  if (objection) return objection;
  const events = agency.events + 1;
  if (leaveAlone.has(event.kind)) return { ...agency, events };
  const at = Math.max(event.at, agency.changedAt);
  const state: AgencyState = agencyActs[event.kind].to ?? agency.state;
  const change = changes[event.kind]?.({ calendar, agency, event: { ...event, at } });
  return { ...agency, dueAt: null, ...change, state, changedAt: at, events };
}

/** What time alone brings to an agency next, and when; null when nothing does. */
export function agencyMark(
  agency: Agency,
): { readonly kind: 'list' | 'restore'; readonly at: Instant } | null {
  const { state, noticeEndsAt, openObjections, changedAt, repair, suspendedThrough } = agency;
  // an objection that nobody has decided holds the listing up, also beyond the end of the notice
  if (state === 'on-notice' && noticeEndsAt !== null && openObjections === 0)
    return { kind: 'list', at: Math.max(noticeEndsAt, changedAt) };
  // without an accepted repair a suspension does not end by itself (decision 0026)
  if (state === 'suspended' && repair === 'accepted')
    return {
      kind: 'restore',
      at: Math.max(suspendedThrough === null ? changedAt : endOfCivilDay(suspendedThrough), changedAt),
    };
  return null;
}

/** An agency as it stands at an instant: with what time alone has brought by then, whether or not that is written. */
export function agencyAsOf(agency: Agency, at: Instant): Agency {
  const mark = agencyMark(agency);
  if (!mark || mark.at > at) return agency;
  return {
    ...{ ...agency, ...free, state: 'listed', noticeEndsAt: null, dueAt: null },
    ...{ changedAt: mark.at, events: agency.events + 1 },
  };
}
