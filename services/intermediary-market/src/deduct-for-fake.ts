import { type Answer, type Call, unfit } from '@doudi/infra/http';
import { deductionPoints } from '@doudi/workflows';
import { z } from 'zod';
import { Note } from './act-on-commission.ts';
import { getAgency } from './agencies.ts';
import type { OfAgency } from './agency-no.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { CommissionNo } from './commission-no.ts';
import { deduct } from './deduct.ts';
import { showDeduction } from './deduction-answer.ts';
import { findDeduction } from './deductions.ts';
import type { Dependencies } from './dependencies.ts';
import { findServedBy } from './served-commissions.ts';
import { insertText } from './texts.ts';

export const FakeBody = z
  .strictObject({
    kind: z.enum(['fake']),
    evidence: Note,
    /** whose result is a fake, where it is one in particular */
    commissionNo: CommissionNo.optional(),
  })
  .meta({
    id: 'FakeDeduction',
    examples: [{ kind: 'fake', evidence: '监测数据与原始记录不符，经核实系伪造' }],
  });

/** A supervisor puts on record, with the evidence, that an agency has faked something. */
export const deductForFake =
  ({ now: clock }: Dependencies) =>
  async ({ db, caller, body, params }: Call<z.output<typeof FakeBody>, OfAgency>): Promise<Answer> => {
    const { agencyNo } = await getAgency(db, params.agencyNo);
    const commission = body.commissionNo === undefined ? null : await findServedBy(db, { ...body, agencyNo });
    if (commission === undefined) throw unfit([{ at: '/commissionNo', fault: notTheirs }]);
    const now = await clock(db);
    const textId = await insertText(db, caller.subject, body.evidence);
    const { kind } = body;
    const deduction = { agencyNo, commission, kind, points: deductionPoints[kind], textId };
    const no = await deduct(db, { ...deduction, at: now, recordedAt: now, by: caller.subject });
    const row = no === undefined ? undefined : await findDeduction(db, { agencyNo, no });
    if (!row) throw new Error(`a deduction of ${agencyNo} is not on record`);
    const seen = { caller, isAgencys: false, calendar: await calendarInForce(db), now };
    return { status: 201, body: showDeduction(row, seen) };
  };

const notTheirs = {
  zh: '须是该中介承接过的委托编号',
  en: 'must be a commission that this agency has been engaged for',
};
