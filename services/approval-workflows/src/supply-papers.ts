import { type Answer, type Call, IsoInstant, isProblem, someLines } from '@doudi/infra/http';
import { shanghaiIso, supplementEnds, taskCodes } from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { getOrder } from './read-progress.ts';
import { sendSupply } from './send-supply.ts';
import { findOfText, insertSupply, type SupplyRow } from './supplies.ts';
import type { OfTask } from './task-in-plan.ts';
import { insertText, textIdOf } from './texts.ts';
import { refuse } from './words.ts';

export const SupplyBody = z
  .strictObject({ statement: someLines(4_000) })
  .meta({ id: 'Supply', examples: [{ statement: '已补充消防车道标注，见总平面图第二版' }] });

/** `notified` says whether the department has it already. */
export const SupplyAnswer = z
  .strictObject({
    orderNo: z.string(),
    task: z.enum(taskCodes),
    suppliedAt: IsoInstant,
    notified: z.boolean(),
  })
  .meta({ id: 'Supplied' });

type SupplyCall = Call<z.output<typeof SupplyBody>, OfTask>;
type Supplying = Pick<Dependencies, 'clock' | 'calendarOf' | 'call'>;

/**
 * What the applicant supplies goes on record first, at this instant; then the step is notified. While Temporal is silent the sweep
 * notifies it later: what counts is the instant on record.
 */
export const supplyPapers =
  (needs: Supplying) =>
  async (call: SupplyCall): Promise<Answer> => {
    const { params, db } = call;
    const supply = await record(call, needs);
    const notified = supply.sentAt !== null || (await isSent(() => sendSupply(db, supply, needs)));
    const suppliedAt = shanghaiIso(supply.at.getTime());
    return { status: 202, body: { ...params, suppliedAt, notified } };
  };

/** Whether the step has it; false while nobody answers. */
async function isSent(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (isProblem(error) && error.problem.status === 503) return false;
    throw error;
  }
}

/** Puts it on record, when it is asked for and in time; a repetition finds it there. */
async function record(call: SupplyCall, needs: Supplying): Promise<SupplyRow> {
  const { caller, params, body, db, requestKey } = call;
  const known = await findOfText(db, textIdOf(requestKey));
  if (known) return known;
  const { askedAt, now } = await openNotice(call, needs);
  const text = { body: body.statement };
  const textId = (await insertText(db, { text, by: caller.subject, requestKey })) ?? '';
  const supply = { ...params, askedAt: new Date(askedAt), at: new Date(now), by: caller.subject, textId };
  const stored = await insertSupply(db, supply);
  if (stored.textId !== textId) throw refuse({ refused: 'no-supplement-asked' });
  return stored;
}

/** The notice that waits for its answer, still in time; throws 409 otherwise. */
async function openNotice({ scope, params, db }: SupplyCall, needs: Supplying) {
  const { order, calendar, now } = await getOrder(db, needs, scope, params.orderNo);
  const task = order.steps.flatMap(({ tasks }) => tasks).find(({ code }) => code === params.task);
  const notice = task?.supplements.find(({ suppliedAt }) => suppliedAt === null);
  const until = task && supplementEnds(calendar, task);
  if (!notice || until === null || until === undefined) throw refuse({ refused: 'no-supplement-asked' });
  if (now >= until) throw refuse({ refused: 'too-late', until });
  return { askedAt: notice.askedAt, now };
}
