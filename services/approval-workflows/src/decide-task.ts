import { type Answer, type Call, someLines } from '@doudi/infra/http';
import { reviewOpinions, type stepMessages, verdicts } from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { missingNow } from './project-papers.ts';
import { ofDepartment, departmentIn, type OfTask, stepOfTask } from './task-in-plan.ts';
import { updateTask } from './update-task.ts';
import { noteFor, onlyFor } from './words.ts';

export const ReviewBody = z
  .strictObject({ opinion: z.enum(reviewOpinions), note: someLines(2_000).optional() })
  .refine(({ opinion, note }) => opinion === 'approve' || note, {
    path: ['note'],
    error: noteFor('opinion', 'refuse, not-accept'),
  })
  .meta({ id: 'Review', examples: [{ opinion: 'approve' }, { opinion: 'refuse', note: '选址不符合规划' }] });

const approves = (decided: Decided): boolean =>
  ('opinion' in decided ? decided.opinion : decided.verdict) === 'approve';

const isRefusing = (verdict: string) => verdict === 'refuse' || verdict === 'not-accept';

/** A refusal says why, by which law, and what the applicant can do about it. */
export const CheckBody = z
  .strictObject({
    verdict: z.enum(verdicts),
    note: someLines(2_000).optional(),
    legalBasis: someLines(500).optional(),
    remedy: someLines(1_000).optional(),
  })
  .refine(({ verdict, note }) => verdict === 'approve' || note, {
    path: ['note'],
    error: noteFor('verdict', 'return, refuse, not-accept'),
  })
  .refine(({ verdict, legalBasis }) => !isRefusing(verdict) || legalBasis, {
    path: ['legalBasis'],
    error: noteFor('verdict', 'refuse, not-accept'),
  })
  .refine(({ verdict, remedy }) => !isRefusing(verdict) || remedy, {
    path: ['remedy'],
    error: noteFor('verdict', 'refuse, not-accept'),
  })
  .refine(({ verdict, legalBasis }) => isRefusing(verdict) || legalBasis === undefined, {
    path: ['legalBasis'],
    error: onlyFor('verdict', 'refuse, not-accept'),
  })
  .refine(({ verdict, remedy }) => isRefusing(verdict) || remedy === undefined, {
    path: ['remedy'],
    error: onlyFor('verdict', 'refuse, not-accept'),
  })
  .meta({
    id: 'Check',
    examples: [
      { verdict: 'approve' },
      { verdict: 'return', note: '请补充依据' },
      {
        verdict: 'refuse',
        note: '选址位于生态保护红线内',
        legalBasis: '《城乡规划法》第三十八条',
        remedy: '可另选地块重新申报；不服的，可在六十日内申请行政复议，或在六个月内提起行政诉讼',
      },
    ],
  });

type Decided = z.output<typeof ReviewBody> | z.output<typeof CheckBody>;

/**
 * A reviewer's opinion or a checker's decision on an open task of the caller's department. What approves takes along which papers of
 * the list are missing at this moment: the step judges by it.
 */
export const decideTask =
  (needs: Pick<Dependencies, 'call' | 'clock'>, name: (typeof stepMessages)['review' | 'check']) =>
  async ({ caller, scope, params, body, db, requestKey }: Call<Decided, OfTask>): Promise<Answer> => {
    const department = departmentIn(scope);
    const step = await stepOfTask(db, params, ofDepartment(department));
    const { note, ...rest } = body;
    const { legalBasis, remedy, ...said } = { legalBasis: undefined, remedy: undefined, ...rest };
    const says = { ...said, ...(approves(body) && (await missingNow(db, needs, { ...params, step }))) };
    const text = note === undefined ? undefined : { body: note, legalBasis, remedy };
    const by = { subject: caller.subject, department };
    return updateTask(db, needs.call, { ...params, step, by, name, says, text, requestKey });
  };
