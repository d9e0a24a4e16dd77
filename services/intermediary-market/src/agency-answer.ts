import { ActionAnswer, IsoDay, IsoInstant, pageOf, WordsAnswer } from '@doudi/infra/http';
import {
  addDays,
  agencyEventKinds,
  agencyStates,
  applicationParts,
  categories,
  objectionOutcomes,
  officeDay,
  qualificationStanding,
  qualificationStandings,
  repairStages,
  shanghaiIso,
  shanghaiIsoOrNull,
  suspensionCauses,
  type Calendar,
  type Day,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import { AgencyRow, type AgencyRecord } from './agencies.ts';
import { ContactAnswer } from './agency-contacts.ts';
import { StaffCount } from './agency-applications.ts';
import type { QualificationRow } from './qualifications.ts';

/** How an agency is qualified for a category. */
const QualificationAnswer = z
  .strictObject({
    category: z.enum(categories),
    certificateNo: z.string(),
    /** the last valid day of the certificate; null of one without end */
    validThrough: IsoDay.nullable(),
    /** of an `expired` one the category is suspended */
    standing: z.enum(qualificationStandings),
  })
  .meta({ id: 'Qualification' });

/** An agency as everybody reads it. */
export const AgencyAnswer = AgencyRow.extend({
  /** the end of its public notice, while there is one: until then anybody may object */
  noticeEndsAt: IsoInstant.nullable(),
  /** the last day of its suspension; null without one, and without an end */
  suspendedThrough: IsoDay.nullable(),
  qualifications: z.array(QualificationAnswer),
}).meta({ id: 'Agency' });
export const AgenciesAnswer = pageOf(AgencyAnswer);

const Application = z
  .strictObject({
    name: z.string(),
    category: z.enum(categories),
    /** ids of files */
    licence: z.string(),
    commitment: z.string(),
    staff: z.array(StaffCount),
  })
  .meta({ id: 'AgencyApplicationRecord' });

const AskedQualification = z
  .strictObject({
    no: z.int().min(1),
    category: z.enum(categories),
    certificateNo: z.string(),
    validThrough: IsoDay.nullable(),
    /** the id of its evidence */
    file: z.string().nullable(),
    /** by when a supervisor should decide, where the application does not say so */
    dueDay: IsoDay.nullable(),
  })
  .meta({ id: 'AskedQualification' });

const ApplicationFault = z
  .strictObject({
    part: z.enum(applicationParts),
    category: z.enum(categories).nullable(),
    text: z.string(),
  })
  .meta({ id: 'ApplicationFault' });

const ObjectionAnswer = z
  .strictObject({
    no: z.int().min(1),
    at: IsoInstant,
    /** who objected, to those who oversee the market and to himself */
    by: z.string().nullable(),
    text: z.string(),
    dueDay: IsoDay,
    /** null while nobody has decided */
    outcome: z.enum(objectionOutcomes).nullable(),
    decidedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'AgencyObjection' });

const AgencyEventAnswer = z
  .strictObject({
    seq: z.int().min(1),
    kind: z.enum(agencyEventKinds),
    what: WordsAnswer,
    at: IsoInstant,
    /** who did it, to those who oversee the market */
    by: z.string().nullable(),
    cause: z.enum(suspensionCauses).nullable(),
    /** what was written, to the agency itself and to those who oversee the market */
    text: z.string().nullable(),
    /** the last day of a suspension, of a bar to apply again, or of a certificate */
    throughDay: IsoDay.nullable(),
    category: z.enum(categories).nullable(),
    /** the number of the objection or of the qualification it concerns */
    about: z.int().min(1).nullable(),
    /** ids of files that were handed in with it */
    files: z.array(z.string()),
  })
  .meta({ id: 'AgencyEvent' });

const standingShape = {
  /** by when a supervisor should decide what the agency has handed in; it is late afterwards, and waits on */
  dueDay: IsoDay.nullable(),
  repair: z.enum(repairStages).nullable(),
  suspendedBecause: z.enum(suspensionCauses).nullable(),
  /** of a delisted one: the first day on which it may apply again */
  mayApplyFrom: IsoDay.nullable(),
};

/** One agency with its standing and its history, as far as it concerns the caller. */
export const AgencyRecordAnswer = AgencyAnswer.extend({
  ...standingShape,
  /** how it is reached, to itself, those who choose and those who oversee the market; null where it has not said so */
  contact: ContactAnswer.nullable(),
  /** what it has applied with last, to itself and to those who oversee the market, as the parts below */
  application: Application.nullable(),
  /** what the application lacked when it was returned last */
  faults: z.array(ApplicationFault),
  /** qualifications that wait for a decision */
  asked: z.array(AskedQualification),
  objections: z.array(ObjectionAnswer),
  history: z.array(AgencyEventAnswer),
  actions: z.array(ActionAnswer),
}).meta({ id: 'AgencyRecord' });

/** How an agency stands after an act. */
export const StandingAnswer = z
  .strictObject({
    agencyNo: z.string(),
    status: z.enum(agencyStates),
    changedAt: IsoInstant,
    noticeEndsAt: IsoInstant.nullable(),
    suspendedThrough: IsoDay.nullable(),
    ...standingShape,
  })
  .meta({ id: 'AgencyStanding' });

/** The day on which a limit ends that is an instant no longer included. */
export const dueDayOf = (calendar: Calendar, dueAt: Instant): Day => officeDay(calendar, dueAt - 1);

export const standingOf = ({ standing, suspendedBecause }: AgencyRecord, calendar: Calendar) => ({
  dueDay: standing.dueAt === null ? null : dueDayOf(calendar, standing.dueAt),
  repair: standing.repair,
  suspendedBecause,
  mayApplyFrom: standing.barredThrough && addDays(standing.barredThrough, 1),
});

export const showStanding = (record: AgencyRecord, calendar: Calendar): z.output<typeof StandingAnswer> => ({
  ...{ agencyNo: record.agencyNo, status: record.standing.state },
  changedAt: shanghaiIso(record.standing.changedAt),
  noticeEndsAt: shanghaiIsoOrNull(record.standing.noticeEndsAt),
  suspendedThrough: record.standing.suspendedThrough,
  ...standingOf(record, calendar),
});

/** An agency as of an instant, with its qualifications among these. */
export const showAgency = (
  { agencyNo, category, uscc, zh, stars, ratings, standing }: AgencyRecord,
  granted: readonly QualificationRow[],
  at: Instant,
): z.output<typeof AgencyAnswer> => ({
  ...{ agencyNo, category, uscc, zh, stars, ratings, status: standing.state },
  noticeEndsAt: shanghaiIsoOrNull(standing.noticeEndsAt),
  suspendedThrough: standing.suspendedThrough,
  qualifications: granted
    .filter((one) => one.agencyNo === agencyNo)
    .map((one) => ({
      ...{ category: one.category, certificateNo: one.certificateNo, validThrough: one.validThrough },
      standing: qualificationStanding(one, at),
    })),
});
