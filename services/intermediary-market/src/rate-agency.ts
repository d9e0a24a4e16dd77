import { type Answer, type Call, IsoInstant, notFound } from '@doudi/infra/http';
import { judges, refusalOfRating, shanghaiIso, type Judge } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { Note } from './act-on-commission.ts';
import type { OfCommission } from './commission-no.ts';
import { getCommission, type CommissionRow } from './commissions.ts';
import { addresseeOfAgency, tellOfCredit } from './credit-notices.ts';
import type { Dependencies } from './dependencies.ts';
import { insertRating, listRatings, type RatingRow } from './ratings.ts';
import { recomputeCredit } from './recompute-credit.ts';
import { regulatedBy } from './served-commissions.ts';
import { ownerSide, visibleTo } from './sides.ts';
import { insertText } from './texts.ts';
import { refuse, things } from './words.ts';

/** One to five, five being the best. */
const Stars = z.int().min(1).max(5);
const stars = { quality: Stars, time: Stars, price: Stars, attitude: Stars, compliance: Stars };
const example = { quality: 5, time: 4, price: 5, attitude: 5, compliance: 5 };

export const AgencyRatingBody = z
  .strictObject({ ...stars, note: Note.optional() })
  .meta({ id: 'AgencyRating', examples: [{ ...example, note: '成果质量好，略有延误' }] });
type AgencyRatingBody = z.output<typeof AgencyRatingBody>;

const RatingAnswer = z
  .strictObject({
    judge: z.enum(judges),
    indicators: z.strictObject(stars),
    /** 20 to 100: the mean of the stars, five being 100 */
    score: z.int().min(20).max(100),
    by: z.string(),
    at: IsoInstant,
    note: z.string().nullable(),
  })
  .meta({ id: 'RatingOfAgency' });

/** What the judges think of an accepted result. */
export const RatingsAnswer = z
  .strictObject({
    commissionNo: z.string(),
    agencyNo: z.string().nullable(),
    ratings: z.array(RatingAnswer),
  })
  .meta({ id: 'RatingsOfCommission' });

type Reading = Pick<Call<unknown, OfCommission>, 'db' | 'scope' | 'params'>;

/** The commission, and as which judge the caller rates it: the owner's side before the department before the centre. Throws 404. */
async function getRated({ db, scope, params }: Reading): Promise<{ row: CommissionRow; judge: Judge }> {
  const sides = {
    owner: ownerSide(scope),
    regulator: regulatedBy(scope.department),
    centre: sql`${scope.all}`,
  };
  const { rows } = await db.query<{ judge: Judge | null }>(sql`
    select case when ${sides.owner} then 'owner' when ${sides.regulator} then 'regulator'
                when ${sides.centre} then 'centre' end as judge
      from commissions c where c.commission_no = ${params.commissionNo}`);
  const judge = rows[0]?.judge;
  if (!judge) throw notFound(things.commission);
  return { row: await getCommission(db, params.commissionNo, sql`true`), judge };
}

/** So that who may no longer see a commission is not answered from an earlier request. */
export const refuseFormerJudge = async (call: Reading): Promise<void> => void (await getRated(call));

/** Rates the agency of an accepted result, as the judge that the caller is; each judge does so once. */
export const rateAgency =
  ({ now: clock }: Dependencies) =>
  async (call: Call<AgencyRatingBody, OfCommission>): Promise<Answer> => {
    const { db, caller, body } = call;
    const { row, judge } = await getRated(call);
    const now = await clock(db);
    const refusal = refusalOfRating(row, now);
    if (refusal) throw refuse(refusal);
    const { commissionNo, agencyNo } = row;
    if (agencyNo === null) throw new Error(`${commissionNo} is accepted and has no agency`);
    const { note, ...indicators } = body;
    const textId = note === undefined ? null : await insertText(db, caller.subject, note);
    const by = caller.subject;
    const isFirst = await insertRating(db, {
      commissionNo,
      agencyNo,
      judge,
      indicators,
      by,
      at: now,
      textId,
    });
    if (!isFirst) throw refuse({ refused: 'agency-rated-already', judge });
    await tellOfCredit(db, {
      ...{ kind: 'rated', cause: `rating/${commissionNo}/${judge}`, at: now, by, agencyNo, commission: row },
      addressees: await addresseeOfAgency(db, agencyNo),
      detail: { judge },
    });
    await recomputeCredit(db, agencyNo, now);
    return { status: 201, body: await ratingsOf(call, row) };
  };

/** The ratings of a commission, to those who rate it, its agency, and those who oversee the market. */
export async function readRatings(call: Call<unknown, OfCommission>): Promise<Answer> {
  const { db, scope, params } = call;
  const within = sql`(${visibleTo(scope)}) or ${regulatedBy(scope.department)}`;
  return { body: await ratingsOf(call, await getCommission(db, params.commissionNo, within)) };
}

const ratingsOf = async ({ db }: Reading, { commissionNo, agencyNo }: CommissionRow) => ({
  commissionNo,
  agencyNo,
  ratings: (await listRatings(db, commissionNo)).map(showRating),
});

const showRating = ({ at, ...rating }: RatingRow): z.output<typeof RatingAnswer> => ({
  ...rating,
  at: shanghaiIso(at),
});
