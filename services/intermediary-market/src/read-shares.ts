import { type Answer, type Call, forbidden, IsoDay } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  addMonths,
  categories,
  departments,
  shanghaiDay,
  shanghaiStart,
  waysOfChoosing,
} from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { ByWay, listShares, type ShareRow } from './shares.ts';

/** How far back commissions count. */
const months = 12;

export const SharesQuery = z.strictObject({
  /** the owner's; an enterprise reads its own and need not say so */
  uscc: z
    .string()
    .regex(
      /^[0-9A-Z]{18}$/,
      bilingual('须为统一社会信用代码', 'must be a unified social credit code of 18 characters'),
    )
    .optional(),
  /** that of the steps for which the agencies were hired */
  department: z.enum(departments).optional(),
  category: z.enum(categories).optional(),
});
type SharesQuery = z.output<typeof SharesQuery>;

const count = z.int().min(0);

export const SharesAnswer = z
  .strictObject({
    /** the first and the last day of choosing that count */
    from: IsoDay,
    through: IsoDay,
    /** how often an agency was chosen, and neither withdrawn, declined nor silent */
    of: count,
    byWay: ByWay,
    /** the most commissions first; the counts add up to `of` */
    agencies: z.array(
      z
        .strictObject({
          agencyNo: z.string(),
          zh: z.string(),
          commissions: count,
          of: count,
          byWay: ByWay,
        })
        .meta({ id: 'AgencyShare' }),
    ),
  })
  .meta({ id: 'AgencyShares' });

/** How the commissions of an owner, of the steps of a department or of the whole market in the last twelve months fall to agencies. */
export const readShares =
  ({ now: clock }: Dependencies) =>
  async ({ db, scope, query }: Call<unknown, unknown, SharesQuery>): Promise<Answer> => {
    if (!scope.all && query.uscc !== undefined && query.uscc !== scope.uscc) throw forbidden(notYours);
    const uscc = scope.all ? query.uscc : (scope.uscc ?? '');
    const now = await clock(db);
    const through = shanghaiDay(now);
    const from = addMonths(through, -months);
    const rows = await listShares(db, { ...query, uscc, from: shanghaiStart(from), to: now });
    const of = rows.reduce((sum, { commissions }) => sum + commissions, 0);
    return { body: { from, through, of, byWay: sumOf(rows), agencies: rows.map((row) => ({ ...row, of })) } };
  };

const notYours = { zh: '不是本单位的统一社会信用代码', en: 'This is not the USCC of your enterprise' };

const sumOf = (rows: readonly ShareRow[]): ShareRow['byWay'] => {
  const all = { direct: 0, 'lowest-price': 0, comparison: 0, random: 0 };
  for (const { byWay } of rows) for (const way of waysOfChoosing) all[way] += byWay[way];
  return all;
};
