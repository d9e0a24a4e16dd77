import {
  ActionAnswer,
  type Answer,
  type Call,
  IsoDay,
  page,
  pageOf,
  pageShape,
  CodeWords,
} from '@doudi/infra/http';
import { departments, officeDay, shanghaiStart, stepCodes, taskCodes } from '@doudi/workflows';
import { z } from 'zod';
import { getCalendarInForce } from './calendars.ts';
import { type ClaimRow, keyOfClaim, listClaims } from './claims.ts';
import { type ClaimShare, listClaimShares } from './department-acts.ts';
import type { Dependencies } from './dependencies.ts';
import { actionsOnClaim, ClaimAnswer, showClaim } from './record-answer.ts';
import { withWords } from './with-words.ts';

export const ClaimsQuery = z.strictObject({
  ...pageShape,
  /** of the shares: acts on record from this day on; from the first of January without it */
  from: IsoDay.optional(),
});

const ListedClaim = ClaimAnswer.extend({
  orderNo: z.string(),
  projectCode: z.string(),
  step: z.enum(stepCodes),
  task: z.enum(taskCodes),
  department: z.enum(departments),
  actions: z.array(ActionAnswer),
}).meta({ id: 'ListedClaim' });

/** How much of what a department has on record was claimed to have happened earlier. */
const ShareAnswer = z
  .strictObject({
    department: z.enum(departments),
    /** its acts on record */
    acts: z.int().min(0),
    granted: z.int().min(0),
    waiting: z.int().min(0),
    /** of the claims that were granted, from the office day claimed to that on record */
    workingDays: z.int().min(0),
    /** claims granted of all acts, from 0 to 1 */
    share: z.number().min(0).max(1),
  })
  .meta({ id: 'ClaimShare' });

export const ClaimsAnswer = pageOf(ListedClaim).extend({
  from: IsoDay,
  departments: z.array(ShareAnswer),
  words: CodeWords,
});

/** All claims after an outage, newest first, and the share of each department's acts that was claimed. */
export const readClaims =
  ({ clock }: Pick<Dependencies, 'clock'>) =>
  async ({ caller, query, db }: Call<unknown, unknown, z.output<typeof ClaimsQuery>>): Promise<Answer> => {
    const today = officeDay(await getCalendarInForce(db), await clock.now());
    const from = query.from ?? `${today.slice(0, 4)}-01-01`;
    const shares = await listClaimShares(db, shanghaiStart(from));
    const show = (row: ClaimRow) => ({ ...showListed(row), actions: actionsOnClaim(row, caller) });
    const claims = page(await listClaims(db, query), query, show, (row) => [
      row.at.getTime(),
      keyOfClaim(row),
    ]);
    return { body: sayWords({ ...claims, from, departments: shares.map(showShare) }) };
  };

const sayWords = withWords(ClaimsAnswer);

const showListed = (row: ClaimRow) => {
  const { orderNo, projectCode, step, task, department } = row;
  return { ...showClaim(row), orderNo, projectCode, step, task, department };
};

const showShare = (share: ClaimShare) => ({ ...share, share: Math.min(1, share.granted / share.acts) });
