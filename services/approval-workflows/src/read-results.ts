import type { Queryable } from '@doudi/infra/database';
import { ActionAnswer, type Answer, type Call, type Caller, CodeWords, IsoInstant } from '@doudi/infra/http';
import { departments, deliveryWays, shanghaiIso, stepCodes, taskCodes, wordsOf } from '@doudi/workflows';
import { z } from 'zod';
import { versionInForce } from './calendars.ts';
import { type DeliveryRow, findDelivery, listDeliveriesOfOrder } from './deliveries.ts';
import {
  actionsOnDelivery,
  AddressAnswer,
  DeliveryAnswer,
  type Judged,
  showDelivery,
} from './delivery-answer.ts';
import { findWish, masked } from './delivery-wishes.ts';
import type { Dependencies } from './dependencies.ts';
import { mustReach } from './must-reach.ts';
import { findResult, listResults, type Result, resultKinds, resultStates } from './results.ts';
import type { OfTask } from './task-in-plan.ts';
import { withWords } from './with-words.ts';

/** What a decided task has issued, and where its document is. */
export const ResultAnswer = z
  .strictObject({
    number: z.string(),
    step: z.enum(stepCodes),
    task: z.enum(taskCodes),
    department: z.enum(departments),
    kind: z.enum(resultKinds),
    decidedAt: IsoInstant,
    resultState: z.enum(resultStates),
    /** the path of the document, a PDF */
    href: z.string(),
    /** null of what was decided before deliveries were kept */
    delivery: DeliveryAnswer.nullable(),
  })
  .meta({ id: 'Result' });

/** How results are to be handed over; name, phone and address are masked. */
export const WishAnswer = z
  .strictObject({
    deliveryWay: z.enum(deliveryWays),
    to: AddressAnswer,
    at: IsoInstant,
  })
  .meta({ id: 'DeliveryWish' });

export const ResultsAnswer = z
  .strictObject({
    orderNo: z.string(),
    /** in the order of their decisions; what was taken over from an earlier order is a result of that one */
    items: z.array(ResultAnswer),
    /** null where nothing was said: at the counter */
    wish: WishAnswer.nullable(),
    actions: z.array(ActionAnswer),
    words: CodeWords,
  })
  .meta({ id: 'Results' });

type Needed = Pick<Dependencies, 'clock' | 'calendarOf'>;

/** What an order's tasks have issued, from PostgreSQL alone: right also while Temporal is down. */
export const readResults =
  (needs: Needed) =>
  async ({ scope, params, db }: Call<unknown, { orderNo: string }>): Promise<Answer> => {
    const { orderNo } = await mustReach(db, params.orderNo, scope);
    const results = await listResults(db, orderNo);
    const deliveries = await listDeliveriesOfOrder(db, orderNo);
    const judged = await judgedNow(db, needs);
    const isApplicant = scope.uscc !== null || scope.agentId !== null;
    const items = results.map((result) => {
      const href = `/v1/progress/${orderNo}/results/${result.task}`;
      return showResult(result, deliveries, { judged, href });
    });
    const wish = await showWish(db, orderNo);
    return {
      body: sayWords({ orderNo, items, wish, actions: isApplicant ? [chooseDelivery(orderNo)] : [] }),
    };
  };

const sayWords = withWords(ResultsAnswer);

/** By the calendar in force: a delivery belongs to no workflow that an order's own calendar was handed to. */
export async function judgedNow(db: Queryable, { clock, calendarOf }: Needed): Promise<Judged> {
  return { calendar: await calendarOf(db, await versionInForce(db)), now: await clock.now() };
}

function showResult(
  { number, step, task, department, kind, at, state }: Result,
  deliveries: readonly DeliveryRow[],
  { judged, href }: { readonly judged: Judged; readonly href: string },
): z.input<typeof ResultAnswer> {
  const delivery = deliveries.find((one) => one.task === task);
  return {
    ...{ number, step, task, department, kind, decidedAt: shanghaiIso(at.getTime()) },
    ...{ resultState: state, href, delivery: delivery ? showDelivery(delivery, judged) : null },
  };
}

/** What one task has issued, as its department reads it, and what this person can do to hand it over. */
export async function resultOfTask(
  db: Queryable,
  ofTask: OfTask,
  { caller, ...needs }: Needed & { readonly caller: Pick<Caller, 'roles'> },
) {
  const result = await findResult(db, ofTask);
  if (!result) return { result: null, actions: [] };
  const delivery = await findDelivery(db, ofTask);
  const href = `/v1/tasks/${ofTask.orderNo}/${ofTask.task}/result`;
  const judged = await judgedNow(db, needs);
  return {
    result: showResult(result, delivery ? [delivery] : [], { judged, href }),
    actions: actionsOnDelivery(delivery, caller),
  };
}

/** The wish of an order's applicant, masked. */
export async function showWish(db: Queryable, orderNo: string): Promise<z.input<typeof WishAnswer> | null> {
  const wish = await findWish(db, orderNo);
  if (!wish) return null;
  const { way, to, at } = wish;
  return { deliveryWay: way, to: to && masked(to), at: shanghaiIso(at.getTime()) };
}

const chooseDelivery = (orderNo: string): ActionAnswer => ({
  ...{ action: 'choose-delivery', what: wordsOf('choose-delivery'), verb: 'POST', until: null },
  href: `/v1/progress/${orderNo}/delivery`,
  fields: ['way', 'recipient?', 'phone?', 'address?'],
});
