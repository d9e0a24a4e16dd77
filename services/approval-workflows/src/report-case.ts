import { inTransaction, type Queryable } from '@doudi/infra/database';
import { type Answer, IsoDay, IsoInstant, unfit } from '@doudi/infra/http';
import {
  caseCauses,
  caseDueDay,
  caseWays,
  contactEnds,
  isProvisional,
  levelsOfCases,
  officeDay,
  openCase,
  shanghaiIso,
  shanghaiIsoOrNull,
  trackingPage,
} from '@doudi/workflows';
import { z } from 'zod';
import { getCalendarInForce } from './calendars.ts';
import { findContact, insertContact, newTrackingCode, type KeptContact } from './case-contacts.ts';
import type { CaseReport } from './case-report-body.ts';
import { findReceived, insertCase, type CaseRow } from './cases.ts';
import { keptPhone } from './chinese-phone.ts';
import type { Dependencies } from './dependencies.ts';
import { getCase } from './read-cases.ts';
import { faultsOfReport, standingOf, type ReportCall, type Standing } from './report-standing.ts';
import { caseStart } from './start-case.ts';
import { insertText, textIdOf } from './texts.ts';

/** The receipt: with number and tracking code anybody reads on; `started` says whether its clock has been set going already. */
export const ReceivedCase = z
  .strictObject({
    caseNo: z.string(),
    trackingCode: z.string(),
    way: z.enum(caseWays),
    cause: z.enum(caseCauses),
    level: z.enum(levelsOfCases),
    openedAt: IsoInstant,
    /** the person who reported it is called until then */
    contactBy: IsoInstant.nullable(),
    /** the last day of its level */
    dueDay: IsoDay,
    provisional: z.boolean(),
    started: z.boolean(),
    /** where anybody reads how far it is; null where no address of the gateway is known */
    trackingPage: z.string().nullable(),
  })
  .meta({ id: 'ReceivedCase' });

type Needed = Pick<Dependencies, 'pool' | 'clock' | 'calendarOf' | 'gatewayUrl' | 'startCaseSoon'>;
interface Received {
  readonly row: CaseRow;
  readonly kept: KeptContact;
}

/**
 * Takes a case: first the receipt, whole in one transaction, then its workflow. A repeated request finds its receipt; while Temporal does not answer
 * the sweep starts the case later.
 */
export const reportCase =
  (needs: Needed) =>
  async (call: ReportCall): Promise<Answer> => {
    const { db, requestKey } = call;
    const known = await findReceipt(db, requestKey);
    if (known) await getCase(db, call, known.row.caseNo);
    const received =
      known ?? (await inTransaction(needs.pool, (held) => receive({ ...call, db: held }, needs)));
    const started = received.row.generation > 0 || (await start(db, received.row, needs));
    const body = { ...(await showReceipt(db, received, needs)), started };
    return { status: 201, body, headers: { location: `/v1/cases/${received.row.caseNo}` } };
  };

/** So that who may no longer see the case is not answered from an earlier request. */
export async function refuseReceipt(call: ReportCall): Promise<void> {
  const known = await findReceived(call.db, textIdOf(call.requestKey));
  if (known) await getCase(call.db, call, known.caseNo);
}

/** Best effort: what fails here, for whatever reason, the sweep repeats and logs. */
const start = async (db: Queryable, row: CaseRow, needs: Needed): Promise<boolean> =>
  needs.startCaseSoon(await caseStart(db, row, needs)).then(
    () => true,
    () => false,
  );

async function findReceipt(db: Queryable, requestKey: string): Promise<Received | undefined> {
  const row = await findReceived(db, textIdOf(requestKey));
  const kept = row && (await findContact(db, row.caseNo));
  return row && kept ? { row, kept } : undefined;
}

async function receive(call: ReportCall, needs: Needed): Promise<Received> {
  const { db, body, caller, requestKey } = call;
  const standing = await standingOf(call);
  const now = await needs.clock.now(db);
  const faults = await faultsOfReport(call, standing, now);
  if (faults.length > 0) throw unfit(faults);
  // of two requests that are the same the second waits here for the first
  await insertText(db, { text: { body: body.statement }, by: caller.subject, requestKey });
  const known = await findReceipt(db, requestKey);
  if (known) return known;
  await insertReceipt(call, standing, now);
  const received = await findReceipt(db, requestKey);
  if (!received) throw new Error('a receipt is not on record');
  return received;
}

async function insertReceipt({ db, body, caller, requestKey }: ReportCall, standing: Standing, now: number) {
  const { way, uscc, lead, order } = standing;
  const { commissionNo = null, urgent = false, requiredBy, task = null } = body;
  const opened = openCase({
    ...{ openedAt: now, way, cause: body.cause ?? 'refusal', orderNo: order?.orderNo ?? null },
    ...{ commissionNo, lead, isUrgent: urgent, requiredBy: requiredBy ? Date.parse(requiredBy) : null },
  });
  const calendar = await getCalendarInForce(db);
  const reported = { calendarVersion: calendar.version, reportedBy: caller.subject, uscc, task };
  const day = officeDay(calendar, now);
  const { caseNo } = await insertCase(db, day, opened, { ...reported, textId: textIdOf(requestKey) });
  await insertContact(db, caseNo, { trackingCode: newTrackingCode(), contact: contactIn(body) });
}

const contactIn = ({ contact }: CaseReport) =>
  contact ? { ...contact, phone: keptPhone(contact.phone), address: contact.address ?? null } : null;

async function showReceipt(db: Queryable, { row, kept }: Received, { calendarOf, gatewayUrl }: Needed) {
  const { caseNo, record } = row;
  const calendar = await calendarOf(db, row.calendarVersion);
  const dueDay = caseDueDay(calendar, record);
  const { way, cause, level, openedAt } = record;
  return {
    ...{ caseNo, trackingCode: kept.trackingCode, way, cause, level, dueDay },
    openedAt: shanghaiIso(openedAt),
    contactBy: shanghaiIsoOrNull(contactEnds(calendar, record)),
    provisional: isProvisional(calendar, dueDay),
    trackingPage: gatewayUrl ? trackingPage(gatewayUrl, caseNo, kept.trackingCode) : null,
  };
}
