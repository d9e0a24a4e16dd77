import { inTransaction, type Pool, type Queryable } from '@doudi/infra/database';
import { insertNotices, type NewNotice } from '@doudi/infra/http';
import {
  addDays,
  endOfCivilDay,
  isRefusal,
  qualificationExpiresAt,
  qualificationStanding,
  qualificationWarnsAt,
  shanghaiDay,
  type Instant,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { listMoved, listToDecide, listUnrepaired } from './agencies-due.ts';
import { type AgencyRecord, getAgency, getAgencyToChange } from './agencies.ts';
import { dueDayOf } from './agency-answer.ts';
import { listOpenObjections } from './agency-objections.ts';
import { calendarInForce } from './calendar-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { type Moment, moveAgency, settleAgency } from './move-agency.ts';
import { listEnding, listWaitingQualifications, type QualificationRow } from './qualifications.ts';
import { noticesOfRunning } from './running-commissions.ts';
import { noticeOfAgency } from './tell-of-agency.ts';

/**
 * Writes what time alone has brought to agencies, and tells of it: listings after the public notice, suspensions that end, certificates
 * that end soon or have ended, decisions that are overdue. Whatever it does is due whether or not it runs, bears the instant at which
 * it was due, and is told once.
 */
export const sweepAgencies =
  ({ pool, now: clock }: Pick<Dependencies, 'pool' | 'now'>) =>
  async (): Promise<void> => {
    const moment = { now: await clock(pool), calendar: await calendarInForce(pool) };
    for (const { agencyNo } of await listMoved(pool, moment.now))
      await inTransaction(pool, async (db) => {
        await settleAgency(db, await getAgencyToChange(db, agencyNo), moment);
      });
    for (const one of await listEnding(pool, addDays(shanghaiDay(moment.now), longestWarning)))
      await tellOfEnd(pool, one, moment);
    await insertNotices(pool, [
      ...(await overdueNotices(pool, moment)),
      ...(await unrepairedNotices(pool, moment.now)),
    ]);
  };

/** Days ahead in which certificates are looked at; the rule says which of them end soon. */
const longestWarning = 31;

/** Warns of a certificate that ends soon; of one that has ended, puts it on record that its category is suspended. */
async function tellOfEnd(pool: Pool, one: QualificationRow, moment: Moment): Promise<void> {
  const standing = qualificationStanding(one, moment.now);
  if (standing === 'expiring') await insertNotices(pool, await expiringNotices(pool, one));
  if (standing === 'expired') await inTransaction(pool, (db) => recordEnd(db, one, moment));
}

async function expiringNotices(db: Queryable, one: QualificationRow): Promise<NewNotice[]> {
  const { agencyNo, category, validThrough } = one;
  const agency = await getAgency(db, agencyNo);
  const said = {
    ...{ cause: `qualification-expiring/${agencyNo}/${category}/${validThrough}`, by: null },
    ...{ kind: 'agency.qualification-expiring', dueDay: validThrough ?? '' },
    at: Math.max(qualificationWarnsAt(one) ?? 0, one.askedAt),
  };
  return [
    noticeOfAgency(agency, { ...said, to: ['agency'] }),
    ...(await noticesOfRunning(db, { agency, category, said })),
  ];
}

async function recordEnd(db: Queryable, one: QualificationRow, moment: Moment): Promise<void> {
  const { agencyNo, no, category, validThrough } = one;
  const agency = await getAgencyToChange(db, agencyNo);
  // by now renewed, or on record by another turn
  const stillEnding = await listEnding(db, shanghaiDay(moment.now));
  if (!stillEnding.some((other) => other.agencyNo === agencyNo && other.no === no)) return;
  const at = qualificationExpiresAt(one) ?? moment.now;
  const act = {
    ...({ kind: 'expire-qualification', cause: 'expired', by: null, at } as const),
    ...{ about: no, category, untilDay: validThrough },
  };
  const moved = await moveAgency(db, agency, { ...moment, act });
  if (isRefusal(moved)) return;
  const cause = `qualification-expired/${agencyNo}/${category}/${validThrough}`;
  const said = { cause, by: null, kind: 'agency.expire-qualification', dueDay: validThrough ?? '', at };
  await insertNotices(db, await noticesOfRunning(db, { agency, category, said }));
}

/** What supervisors should have decided by now; it is told to them, and waits on. */
async function overdueNotices(db: Queryable, { now, calendar }: Moment): Promise<NewNotice[]> {
  const overdue = (agency: Pick<AgencyRecord, 'agencyNo' | 'uscc'>, what: string, dueAt: Instant) =>
    noticeOfAgency(agency, {
      ...{ cause: `agency-overdue/${agency.agencyNo}/${what}`, kind: 'agency.review-overdue', at: dueAt },
      ...{ by: null, to: ['supervisor'], dueDay: dueDayOf(calendar, dueAt) },
    });
  const agencies = await listToDecide(db, sql`a.due_at <= ${new Date(now)}`);
  const parts = [
    ...(await listOpenObjections(db)).map((one) => ({ ...one, what: `objection/${one.no}` })),
    ...(await listWaitingQualifications(db)).map((one) => ({ ...one, what: `qualification/${one.no}` })),
  ].filter(({ dueAt }) => dueAt !== null && dueAt <= now);
  return [
    ...agencies.flatMap((agency) => {
      const { dueAt } = agency.standing;
      return dueAt === null ? [] : [overdue(agency, `${agency.standing.state}/${dueAt}`, dueAt)];
    }),
    // the USCC is that of no addressee: supervisors alone are told
    ...parts.map(({ agencyNo, what, dueAt }) => overdue({ agencyNo, uscc: '' }, what, dueAt ?? now)),
  ];
}

/** A suspension that is over, but does not end because no repair is accepted, is told once to both sides. */
const unrepairedNotices = async (db: Queryable, now: Instant): Promise<NewNotice[]> =>
  (await listUnrepaired(db, shanghaiDay(now))).flatMap((agency) => {
    const { suspendedThrough } = agency.standing;
    return suspendedThrough === null
      ? []
      : [
          noticeOfAgency(agency, {
            cause: `agency-suspension-over/${agency.agencyNo}/${suspendedThrough}`,
            ...{ kind: 'agency.suspension-over', at: endOfCivilDay(suspendedThrough), by: null },
            ...{ to: ['agency', 'supervisor'], dueDay: suspendedThrough },
          }),
        ];
  });
