import { addressee, type Answer, type Call, notFound } from '@doudi/infra/http';
import {
  appealDecisions,
  appealEndsAt,
  refusalOfAppeal,
  refusalToDecide,
  shanghaiIso,
} from '@doudi/workflows';
import { z } from 'zod';
import { Note } from './act-on-commission.ts';
import { findAgency } from './agencies.ts';
import { AgencyNo } from './agency-no.ts';
import { findAppealToDecide, insertAppeal, markDecided } from './appeals.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { addresseeOfAgency, tellOfCredit } from './credit-notices.ts';
import { asAppealed, showDeduction } from './deduction-answer.ts';
import { findDeduction, type DeductionRow } from './deductions.ts';
import type { Dependencies } from './dependencies.ts';
import { recomputeCredit } from './recompute-credit.ts';
import { findServed } from './served-commissions.ts';
import { insertText } from './texts.ts';
import { refuse, things } from './words.ts';

export const OfDeduction = z.strictObject({
  agencyNo: AgencyNo,
  no: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/)
    .transform(Number),
});
type OfDeduction = z.output<typeof OfDeduction>;

export const AppealBody = z
  .strictObject({ text: Note })
  .meta({ id: 'AppealText', examples: [{ text: '退回原因为业主变更需求，非成果质量问题' }] });
export const AppealDecisionBody = z
  .strictObject({ decision: z.enum(appealDecisions), reason: Note })
  .meta({ id: 'AppealDecision', examples: [{ decision: 'upheld', reason: '经核实，退回与成果质量无关' }] });

type Acting<Body = unknown> = Call<Body, OfDeduction>;

/** A deduction of an agency that the caller belongs to, or oversees. Throws 404. */
async function getDeduction({ db, scope, params }: Acting): Promise<DeductionRow> {
  const agency = await findAgency(db, params.agencyNo);
  const isReached = agency && (scope.all || agency.uscc === scope.agencyUscc);
  const row = isReached && (await findDeduction(db, params));
  if (!row) throw notFound(things.deduction);
  return row;
}

/** The agency says why a deduction should not count: once, and within five working days. */
export const appealDeduction =
  ({ now: clock }: Dependencies) =>
  async (call: Acting<z.output<typeof AppealBody>>): Promise<Answer> => {
    const { db, caller, body } = call;
    const row = await getDeduction(call);
    const [calendar, now] = [await calendarInForce(db), await clock(db)];
    const refusal = refusalOfAppeal(calendar, row, now);
    if (refusal) throw refuse({ ...refusal, until: shanghaiIso(appealEndsAt(calendar, row.recordedAt)) });
    const { deductionNo, agencyNo } = row;
    const textId = await insertText(db, caller.subject, body.text);
    const isFirst = await insertAppeal(db, { deductionNo, at: now, by: caller.subject, textId });
    if (!isFirst) throw refuse({ refused: 'appealed-already' });
    await tellOfCredit(db, {
      ...{ kind: 'appealed', cause: `appeal/${deductionNo}`, at: now, by: caller.subject, agencyNo },
      addressees: [addressee('supervisor')],
      commission: await commissionOf(call, row),
    });
    const shown = await getDeduction(call);
    return { status: 201, body: showDeduction(shown, { caller, isAgencys: true, calendar, now }) };
  };

/** A supervisor who did not record the deduction decides; an upheld appeal undoes it from the same moment. */
export const decideAppeal =
  ({ now: clock }: Dependencies) =>
  async (call: Acting<z.output<typeof AppealDecisionBody>>): Promise<Answer> => {
    const { db, caller, body } = call;
    const { deductionNo, agencyNo } = await getDeduction(call);
    const appeal = await findAppealToDecide(db, deductionNo);
    if (!appeal) throw notFound(things.appeal);
    // read again: of two who decide at once the second finds what the first has decided
    const row = await getDeduction(call);
    const refusal = refusalToDecide(asAppealed(row), caller.subject);
    if (refusal) throw refuse(refusal);
    const [calendar, now] = [await calendarInForce(db), Math.max(await clock(db), appeal.at)];
    const textId = await insertText(db, caller.subject, body.reason);
    const { decision } = body;
    await markDecided(db, deductionNo, { decision, at: now, by: caller.subject, textId });
    await tellOfCredit(db, {
      ...{
        kind: `appeal-${decision}`,
        cause: `appeal/${deductionNo}`,
        at: now,
        by: caller.subject,
        agencyNo,
      },
      addressees: await addresseeOfAgency(db, agencyNo),
      commission: await commissionOf(call, row),
    });
    await recomputeCredit(db, agencyNo, now);
    return { body: showDeduction(await getDeduction(call), { caller, isAgencys: false, calendar, now }) };
  };

const commissionOf = async ({ db }: Acting, { commissionNo }: DeductionRow) =>
  commissionNo === null ? null : ((await findServed(db, commissionNo)) ?? null);
