import { type Answer, type Call, notFound, someLines } from '@doudi/infra/http';
import { judgeRecordAct, leaveVerdicts } from '@doudi/workflows';
import { z } from 'zod';
import { listAmendmentsOfTask, markAmendmentDecided } from './amendments.ts';
import { insertBrokenCommitment } from './broken-promises.ts';
import type { Dependencies } from './dependencies.ts';
import { showAmendment } from './record-answer.ts';
import { insertRecordEvent } from './record-event.ts';
import { lockReview } from './recorded-review.ts';
import { departmentIn, ofDepartment, type OfNumber } from './task-in-plan.ts';
import { asText, insertText } from './texts.ts';
import { noteFor, onlyFor, refuse, things } from './words.ts';

/** What is granted is issued as it was proposed, so only a denial has a note of its own. */
export const AmendmentDecisionBody = z
  .strictObject({ verdict: z.enum(leaveVerdicts), note: someLines(2_000).optional() })
  .refine(({ verdict, note }) => verdict === 'grant' || note, {
    path: ['note'],
    error: noteFor('verdict', 'deny'),
  })
  .refine(({ verdict, note }) => verdict === 'deny' || note === undefined, {
    path: ['note'],
    error: onlyFor('verdict', 'deny'),
  })
  .meta({
    id: 'AmendmentDecision',
    examples: [{ verdict: 'grant' }, { verdict: 'deny', note: '事实尚未查清' }],
  });

/** The head of the department, who did not propose it, grants or denies an amendment. Nothing else of the order changes. */
export const decideAmendment =
  ({ clock }: Pick<Dependencies, 'clock'>) =>
  async (call: Call<z.output<typeof AmendmentDecisionBody>, OfNumber>): Promise<Answer> => {
    const { caller, scope, params, body, db, requestKey } = call;
    const department = departmentIn(scope);
    const { row, review } = await lockReview(db, params, ofDepartment(department));
    const amendment = review.amendments.find(({ no }) => no === params.no);
    if (!amendment) throw notFound(things.amendment);
    const refused = judgeRecordAct('decide-amendment', review, { amendment }, { ...caller, department });
    if (refused) throw refuse(refused);
    const { verdict } = body;
    const { no, kind } = amendment;
    const by = caller.subject;
    const at = await clock.now();
    const textId = await insertText(db, { text: asText(body.note), by, requestKey });
    await markAmendmentDecided(db, no, { verdict, by, at, textId });
    if (verdict === 'grant' && kind === 'revocation')
      await insertBrokenCommitment(db, { orderNo: params.orderNo, task: params.task, brokenAt: at });
    // who is concerned reads with the grant what was proposed: it is issued by it
    const note = verdict === 'grant' ? amendment.textId : textId;
    await insertRecordEvent(
      db,
      { ...amendment, kind: 'amendment', order: row },
      { ...{ seq: 2, at, kind: 'decide-amendment', by }, detail: { amendment: kind, verdict, note } },
    );
    const decided = (await listAmendmentsOfTask(db, params)).find((one) => one.no === no);
    return { body: decided && showAmendment(decided) };
  };
