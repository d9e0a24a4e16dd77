import {
  addressee,
  type Answer,
  type Call,
  forbidden,
  insertNotices,
  IsoInstant,
  someLines,
} from '@doudi/infra/http';
import { shanghaiIso, type Case } from '@doudi/workflows';
import { z } from 'zod';
import { isOfTheirSide } from './case-actions.ts';
import type { OfCase } from './case-number-param.ts';
import { insertRating, ratingChannels, type RatingChannel } from './case-ratings.ts';
import type { CaseRow } from './cases.ts';
import type { Dependencies } from './dependencies.ts';
import { findOrderRow } from './orders.ts';
import { getCase } from './read-cases.ts';
import { asText, insertText } from './texts.ts';
import { getSurvivor, knowsCode, notTracked, TrackingCode } from './track-case.ts';
import { refuse } from './words.ts';

const said = { stars: z.int().min(1).max(5), note: someLines(500).optional() };

/** Five levels (好差评): 5 very satisfied, 4 satisfied, 3 fair, 2 not satisfied, 1 not at all. */
export const RatingBody = z
  .strictObject(said)
  .meta({ id: 'CaseRating', examples: [{ stars: 5, note: '办得快' }] });
export const TrackedRatingBody = z
  .strictObject({ code: TrackingCode, ...said })
  .meta({ id: 'TrackedCaseRating', examples: [{ code: '7K3M9QW2ZD4T', stars: 2, note: '等得久' }] });

export const RatingAnswer = z
  .strictObject({
    caseNo: z.string(),
    channel: z.enum(ratingChannels),
    stars: z.int().min(1).max(5),
    at: IsoInstant,
  })
  .meta({ id: 'RatedCase' });

type Said = Pick<z.output<typeof RatingBody>, 'stars' | 'note'>;
type Needed = Pick<Dependencies, 'clock'>;

/** Rates a case that is answered: who reported it or whose order is late by himself, or an officer who writes down what he is told at the call-back. */
export const rateCase =
  (needs: Needed) =>
  async (call: Call<Said, OfCase>): Promise<Answer> => {
    const { db, caller, scope, params } = call;
    const row = await getCase(db, { caller, scope }, params.caseNo);
    const { handler, proposedBy, way } = row.record;
    if (!scope.all && way !== 'timeout' && !isOfTheirSide(row, caller)) throw forbidden(notTheirs);
    if (scope.all && (caller.subject === handler || caller.subject === proposedBy))
      throw refuse({ refused: 'same-person' });
    return rate(call, { row, channel: scope.all ? 'call-back' : 'own', by: caller.subject }, needs);
  };

/** The same for anybody who has the tracking code. Throws 404 for a wrong code as for an unknown number. */
export const rateTrackedCase =
  (needs: Needed) =>
  async (call: Call<Said & { readonly code: string }, OfCase>): Promise<Answer> => {
    const { db, params, body } = call;
    if (!(await knowsCode(db, params.caseNo, body.code))) throw notTracked();
    return rate(call, { row: await getSurvivor(db, params.caseNo), channel: 'tracking', by: null }, needs);
  };

const notTheirs = { zh: '不是您反映的', en: 'It was not you who reported it' };

interface Rated {
  readonly row: CaseRow;
  readonly channel: RatingChannel;
  readonly by: string | null;
}

async function rate(call: Call<Said, OfCase>, rated: Rated, { clock }: Needed): Promise<Answer> {
  const { db, body, caller, requestKey } = call;
  const { row, channel, by } = rated;
  const { caseNo, record } = row;
  if (record.answeredAt === null) throw refuse({ refused: 'not-answered' });
  const at = await clock.now(db);
  const textId = await insertText(db, { text: asText(body.note), by: caller.subject, requestKey });
  const isFirst = await insertRating(db, { caseNo, channel, stars: body.stars, textId, by, at });
  if (!isFirst) throw refuse({ refused: 'rated-already', channel });
  if (body.stars <= worst) await tellOfBadRating(call, rated, { one: record, at });
  return { status: 201, body: { caseNo, channel, stars: body.stars, at: shanghaiIso(at) } };
}

/** A rating of so many stars or fewer is told the officers. */
const worst = 2;

async function tellOfBadRating(
  { db }: Call<Said, OfCase>,
  { row: { caseNo }, channel, by }: Rated,
  { one, at }: { readonly one: Case; readonly at: number },
): Promise<void> {
  const order = one.orderNo === null ? undefined : await findOrderRow(db, one.orderNo);
  await insertNotices(db, [
    {
      ...{ kind: 'case.rated-badly', at, by, addressees: [addressee('fallback-officer')] },
      ...{ orderNo: one.orderNo, projectCode: order?.projectCode ?? null, step: one.step, task: null },
      ...{
        cause: `case-rating/${caseNo}/${channel}`,
        about: caseNo,
        link: `/v1/cases/${caseNo}`,
        detail: {},
      },
    },
  ]);
}
