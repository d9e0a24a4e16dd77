import type { Queryable } from '@doudi/infra/database';
import type { Answer, Call, Caller } from '@doudi/infra/http';
import { shanghaiIso, shanghaiIsoOrNull, wordsOf, type AgencyEventKind } from '@doudi/workflows';
import type { z } from 'zod';
import { asOf, getAgency, type AgencyRecord } from './agencies.ts';
import { type AgencyRecordAnswer, dueDayOf, showAgency, standingOf } from './agency-answer.ts';
import { openAgencyActions } from './agency-actions.ts';
import { contactsFor } from './agency-contacts.ts';
import { findApplication, listFaults } from './agency-applications.ts';
import { type AgencyEventRow, listAgencyEvents } from './agency-events.ts';
import type { OfAgency } from './agency-no.ts';
import { listObjections, type ObjectionRow } from './agency-objections.ts';
import { agenciesWithin, oversees, sidesOf } from './agency-reach.ts';
import { calendarInForce } from './calendar-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import type { Moment } from './move-agency.ts';
import { listAsked, listGranted } from './qualifications.ts';

type Answered = z.output<typeof AgencyRecordAnswer>;

/** One agency with its qualifications, its standing and its history, as it stands now and as far as it concerns the caller. */
export const readAgency =
  ({ now }: Dependencies) =>
  async ({ db, caller, params }: Call<unknown, OfAgency>): Promise<Answer> => {
    const found = await getAgency(db, params.agencyNo, agenciesWithin(caller));
    const moment = { now: await now(db), calendar: await calendarInForce(db) };
    const agency = asOf(found, moment.now);
    const concerns = isConcerned(caller, agency);
    const [objections, asked] = [
      await listObjections(db, agency.agencyNo),
      await listAsked(db, agency.agencyNo),
    ];
    return {
      body: {
        ...showAgency(agency, await listGranted(db, [agency.agencyNo]), moment.now),
        ...standingOf(agency, moment.calendar),
        contact: (await contactsFor(db, caller, [agency.agencyNo], concerns))(agency.agencyNo),
        ...(concerns ? await handedIn(db, agency.agencyNo) : { application: null, faults: [] }),
        asked: concerns ? asked.map((one) => showAsked(one, moment)) : [],
        objections: objections.flatMap((one) => showObjection(one, { caller, concerns, moment })),
        history: (await listAgencyEvents(db, agency.agencyNo)).flatMap(showEvent(caller, concerns)),
        actions: openAgencyActions(agency, sidesOf(caller, agency), { ...moment, objections, asked }),
      } satisfies Answered,
    };
  };

/** The agency itself, and those who oversee the market: they read what was handed in and written. */
const isConcerned = (caller: Caller, agency: AgencyRecord): boolean =>
  oversees(caller) || sidesOf(caller, agency).includes('agency');

async function handedIn(db: Queryable, agencyNo: string): Promise<Pick<Answered, 'application' | 'faults'>> {
  const application = await findApplication(db, agencyNo);
  const faults = await listFaults(db, agencyNo);
  if (!application) return { application: null, faults };
  const { seq: _seq, ...given } = application;
  return { application: given, faults };
}

const showAsked = (
  { no, category, certificateNo, validThrough, fileId, dueAt }: Awaited<ReturnType<typeof listAsked>>[number],
  { calendar }: Moment,
) => ({
  ...{ no, category, certificateNo, validThrough, file: fileId },
  dueDay: dueAt === null ? null : dueDayOf(calendar, dueAt),
});

interface Reading {
  readonly caller: Caller;
  readonly concerns: boolean;
  readonly moment: Moment;
}

/** An objection is read by who made it, those who oversee the market, and, without who made it, the agency. */
function showObjection(
  { no, at, by, text, dueAt, outcome, decidedAt }: ObjectionRow,
  { caller, concerns, moment }: Reading,
): Answered['objections'] {
  const isHis = by === caller.subject;
  if (!concerns && !isHis) return [];
  return [
    {
      ...{ no, at: shanghaiIso(at), by: isHis || oversees(caller) ? by : null, text, outcome },
      ...{ dueDay: dueDayOf(moment.calendar, dueAt), decidedAt: shanghaiIsoOrNull(decidedAt) },
    },
  ];
}

/** What everybody reads of the history; how an application went concerns the agency and those who oversee the market. */
const publicEvents: ReadonlySet<AgencyEventKind> = new Set([
  ...(['approve', 'list', 'warn', 'suspend', 'accept-repair', 'restore', 'delist'] as const),
  ...(['grant-qualification', 'expire-qualification'] as const),
]);

const showEvent =
  (caller: Caller, concerns: boolean) =>
  ({ seq, kind, at, by, cause, text, untilDay, category, about, files }: AgencyEventRow) =>
    concerns || publicEvents.has(kind)
      ? [
          {
            ...{ seq, kind, what: wordsOf(`agency.${kind}`), at: shanghaiIso(at) },
            ...{ by: oversees(caller) ? by : null, cause, text: concerns ? text : null },
            ...{ throughDay: untilDay, category, about, files: concerns ? files : [] },
          },
        ]
      : [];
