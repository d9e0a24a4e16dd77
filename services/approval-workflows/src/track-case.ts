import { timingSafeEqual } from 'node:crypto';
import type { Queryable } from '@doudi/infra/database';
import {
  type Answer,
  type Call,
  CodeWords,
  IsoDay,
  IsoInstant,
  notFound,
  WordsAnswer,
} from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  caseOutcomes,
  caseStates,
  departments,
  levelsOfCases,
  shanghaiIso,
  shanghaiIsoOrNull,
  withCaseMarks,
  wordsIn,
} from '@doudi/workflows';
import { z } from 'zod';
import { findContact } from './case-contacts.ts';
import type { OfCase } from './case-number-param.ts';
import { countAttempt, forgiveAttempt } from './case-phone-failures.ts';
import { listCaseEvents } from './case-texts.ts';
import { nextOfCase } from './next-of-case.ts';
import { type CaseRow, findSurvivor } from './cases.ts';
import type { Dependencies } from './dependencies.ts';
import { withCaseWords } from './with-words.ts';
import { refuse, things } from './words.ts';

/** As it stands on the slip; small letters are taken, too. */
export const TrackingCode = z
  .string()
  .regex(/^[0-9A-Za-z]{12}$/, bilingual('须为 12 位查询码', 'is no tracking code of 12 characters'))
  .meta({ examples: ['7K3M9QW2ZD4T'] });

export const TrackingQuery = z
  .strictObject({
    code: TrackingCode.optional(),
    /** the last four digits of the phone that was left */
    phone: z
      .string()
      .regex(/^[0-9]{4}$/, bilingual('须为电话后四位', 'are the last four digits of the phone'))
      .optional(),
  })
  .refine(({ code, phone }) => (code === undefined) !== (phone === undefined), {
    path: ['code'],
    error: bilingual(
      '写查询码或电话后四位，只写其一',
      'say the tracking code or the end of the phone, one of them',
    ),
  });
type TrackingQuery = z.output<typeof TrackingQuery>;

/** How far a case is, for anybody who has its code: no names, no texts, no orders. */
export const TrackedCase = z
  .strictObject({
    /** of a number that was merged the survivor's */
    caseNo: z.string(),
    state: z.enum(caseStates),
    level: z.enum(levelsOfCases),
    /** the department that leads it; null while the window has it */
    lead: z.enum(departments).nullable(),
    openedAt: IsoInstant,
    /** what comes next and by when; null where nothing is awaited */
    next: z.strictObject({ what: WordsAnswer, at: IsoInstant, day: IsoDay }).nullable(),
    outcome: z.enum(caseOutcomes).nullable(),
    answeredAt: IsoInstant.nullable(),
    closedAt: IsoInstant.nullable(),
    steps: z.array(z.strictObject({ at: IsoInstant, what: WordsAnswer })),
    words: CodeWords,
  })
  .meta({ id: 'TrackedCase' });
const sayWords = withCaseWords(TrackedCase);

type Needed = Pick<Dependencies, 'clock' | 'calendarOf'>;

/**
 * Tracks a case without login, by its code or by the end of the phone that was left. A wrong code, an unknown number and a case that has
 * none are one answer, 404, and the same statements. After five failures by phone a number is closed to that way for 24 real hours from
 * the fifth (409 `tracking-locked`, also of numbers that do not exist); the right code works all the while.
 */
export const trackCase =
  (needs: Needed) =>
  async ({ db, params: { caseNo }, query }: Call<unknown, OfCase, TrackingQuery>): Promise<Answer> => {
    const { code, phone } = query;
    const isTheirs =
      phone === undefined ? await knowsCode(db, caseNo, code) : await knowsPhone(db, caseNo, phone);
    if (!isTheirs) throw notTracked();
    return { body: await showTracked(db, await getSurvivor(db, caseNo), needs) };
  };

/** Nobody who asks here has a mandate, of which the usual help speaks. */
export const notTracked = () =>
  notFound(things.trackedCase, {
    zh: '请核对回执单上的编号和查询码。',
    en: 'Check the number and the code on the slip.',
  });

/** Whether a code is the one that was handed over with a number. */
export async function knowsCode(db: Queryable, caseNo: string, code = ''): Promise<boolean> {
  const kept = await findContact(db, caseNo);
  return isSame(kept?.trackingCode ?? ' '.repeat(12), code.toUpperCase()) && kept !== undefined;
}

async function knowsPhone(db: Queryable, caseNo: string, end: string): Promise<boolean> {
  const lockedUntil = await countAttempt(db, caseNo);
  if (lockedUntil) throw refuse({ refused: 'tracking-locked', until: lockedUntil.getTime() });
  const kept = await findContact(db, caseNo);
  const isTheirs = isSame(kept?.contact?.phone.slice(-4) ?? ' '.repeat(4), end);
  if (isTheirs) await forgiveAttempt(db, caseNo);
  return isTheirs;
}

/** In the same time, however much of it is right. */
const isSame = (kept: string, said: string): boolean =>
  kept.length === said.length && timingSafeEqual(Buffer.from(kept), Buffer.from(said));

/** The case a number stands for: itself, or what it was merged into. Throws 404. */
export async function getSurvivor(db: Queryable, caseNo: string): Promise<CaseRow> {
  const row = await findSurvivor(db, caseNo);
  if (!row) throw notTracked();
  return row;
}

async function showTracked(db: Queryable, row: CaseRow, { clock, calendarOf }: Needed) {
  const calendar = await calendarOf(db, row.calendarVersion);
  const one = withCaseMarks(calendar, row.record, await clock.now(db));
  const { state, level, lead, outcome, openedAt } = one;
  return sayWords({
    ...{ caseNo: row.caseNo, state, level, lead, outcome, openedAt: shanghaiIso(openedAt) },
    next: nextOfCase(calendar, one),
    answeredAt: shanghaiIsoOrNull(one.answeredAt),
    closedAt: shanghaiIsoOrNull(one.closedAt),
    steps: await listDated(db, row),
  });
}

/** What happened and when, nothing of what was said with it; of a case that has not been started its receipt. */
async function listDated(db: Queryable, { caseNo, record }: CaseRow) {
  const events = await listCaseEvents(db, caseNo);
  const dated = events.length > 0 ? events : [{ kind: 'open', at: new Date(record.openedAt) }];
  return dated.map(({ kind, at }) => ({ at: shanghaiIso(at.getTime()), what: wordsIn('event', kind) }));
}
