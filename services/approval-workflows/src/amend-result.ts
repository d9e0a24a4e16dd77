import { type Answer, type Call, someLines } from '@doudi/infra/http';
import { type AmendmentKind, amendmentKinds, judgeRecordAct } from '@doudi/workflows';
import { z } from 'zod';
import { insertAmendment, listAmendmentsOfTask } from './amendments.ts';
import type { Dependencies } from './dependencies.ts';
import { showAmendment } from './record-answer.ts';
import { insertRecordEvent } from './record-event.ts';
import { lockReview } from './recorded-review.ts';
import { departmentIn, ofDepartment, type OfTask } from './task-in-plan.ts';
import { insertText } from './texts.ts';
import { noteFor, onlyFor, refuse } from './words.ts';

/** What each kind says beside its note, all of it and nothing else. */
const says = {
  corrected: 'correction',
  legalBasis: 'revocation',
  remedy: 'revocation',
} as const satisfies Record<string, AmendmentKind>;
type Said = keyof typeof says;
const said = Object.keys(says) as Said[];

/** A correction says what is wrong and what it should say; a revocation why, by which law, and what the applicant can do about it. */
export const AmendmentBody = z
  .strictObject({
    kind: z.enum(amendmentKinds),
    note: someLines(2_000),
    corrected: someLines(2_000).optional(),
    legalBasis: someLines(500).optional(),
    remedy: someLines(1_000).optional(),
  })
  .check(({ value, issues }) => {
    for (const field of said) {
      const isOfIt = says[field] === value.kind;
      if (isOfIt === (value[field] !== undefined)) continue;
      const message = (isOfIt ? noteFor : onlyFor)('kind', says[field]);
      issues.push({ code: 'custom', path: [field], message, input: value[field] });
    }
  })
  .meta({
    id: 'NewAmendment',
    examples: [
      { kind: 'correction', note: '许可证上建设单位名称有误', corrected: '建设单位：样例科技有限公司' },
      {
        kind: 'revocation',
        note: '申请材料系伪造',
        legalBasis: '《行政许可法》第六十九条第二款',
        remedy: '不服的，可在六十日内申请行政复议，或在六个月内提起行政诉讼',
      },
    ],
  });

/** Proposes to correct or to revoke what the caller's department has issued; its head decides. */
export const amendResult =
  ({ clock }: Pick<Dependencies, 'clock'>) =>
  async (call: Call<z.output<typeof AmendmentBody>, OfTask>): Promise<Answer> => {
    const { caller, scope, params, body, db, requestKey } = call;
    const department = departmentIn(scope);
    const { row, step, review } = await lockReview(db, params, ofDepartment(department));
    const refused = judgeRecordAct('amend', review, {}, { ...caller, department });
    if (refused) throw refuse(refused);
    const { kind, note, ...rest } = body;
    const by = caller.subject;
    const at = await clock.now();
    const textId = await insertText(db, { text: { body: note, ...rest }, by, requestKey });
    const no = await insertAmendment(db, { ...params, step, department, kind, by, at, textId });
    if (no === undefined) throw refuse({ refused: 'amendment-pending' });
    const recorded = { kind: 'amendment', no, order: row, step, task: params.task, department } as const;
    const detail = { amendment: kind, note: textId };
    await insertRecordEvent(db, recorded, { seq: 1, at, kind: 'amend', by, detail });
    const stored = (await listAmendmentsOfTask(db, params)).find((one) => one.no === no);
    return { body: stored && showAmendment(stored) };
  };
