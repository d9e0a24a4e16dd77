import { type Answer, type Call, IsoDay, notFound, someLines } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { missingAt, paperKinds, stepMessages, type Day, type TaskActEvent } from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { getOrderToActOn } from './read-progress.ts';
import type { OfTask } from './task-in-plan.ts';
import { updateTask } from './update-task.ts';
import { things } from './words.ts';

const papers = z
  .array(z.enum(paperKinds))
  .min(1, bilingual('至少写明一种材料', 'must name at least one paper'))
  .max(paperKinds.length)
  .refine((kinds) => new Set(kinds).size === kinds.length, {
    error: bilingual('不得重复', 'must not name one twice'),
  });
const statement = someLines(4_000);

/** Minor papers that the applicant promises to bring by the end of a working day. */
export const PromiseBody = z.strictObject({ papers, day: IsoDay, statement }).meta({
  id: 'PaperPromise',
  examples: [{ papers: ['truth-statement'], day: '2099-03-20', statement: '承诺如期补交，逾期自愿承担后果' }],
});

/** Papers in whose place the applicant commits himself. */
export const CommitmentBody = z.strictObject({ papers, statement }).meta({
  id: 'PaperCommitment',
  examples: [{ papers: ['scheme-text'], statement: '承诺按标准实施，接受过程监管和竣工核验' }],
});

type Body = z.output<typeof PromiseBody> | z.output<typeof CommitmentBody>;
/** What is known of the order as it is signed. */
type Known = Pick<Extract<TaskActEvent, { kind: 'promise' }>, 'missing' | 'barredSince'>;

const actOf = (body: Body, known: Known): TaskActEvent =>
  'day' in body
    ? { kind: 'promise', kinds: body.papers, day: body.day as Day, ...known }
    : { kind: 'commit', kinds: body.papers, ...known };

/**
 * What the applicant signs for papers that are missing. It takes along which are missing at this moment and whether a broken promise bars
 * him: the step judges by it.
 */
export const promisePapers =
  (needs: Pick<Dependencies, 'call' | 'clock' | 'calendarOf'>) =>
  async (asked: Call<Body, OfTask>): Promise<Answer> => {
    const { caller, scope, params, body, db, requestKey } = asked;
    const { row, papers: pool, barredSince, now } = await getOrderToActOn(db, needs, scope, params.orderNo);
    const step = row.plan.steps.find(({ tasks }) => tasks.some(({ code }) => code === params.task));
    if (!step) throw notFound(things.task);
    const { paperList = [] } = step.tasks.find(({ code }) => code === params.task) ?? {};
    const missing = missingAt(paperList, pool, now);
    const act = actOf(body, { missing, ...(barredSince !== null && { barredSince }) });
    return updateTask(db, needs.call, {
      ...{ ...params, step, requestKey, by: { subject: caller.subject } },
      ...{ name: stepMessages.act, says: { act }, text: { body: body.statement } },
    });
  };
