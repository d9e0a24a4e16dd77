import { type Answer, type Call, notFound, oneLine, someLines } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  deliveryActs,
  deliveryProgress,
  isRefusal,
  type DeliveryAct,
  type DeliveryWay,
} from '@doudi/workflows';
import { z } from 'zod';
import { caseOf, type DeliveryRow, deliveryOf, findDelivery, markMoved } from './deliveries.ts';
import { showDelivery } from './delivery-answer.ts';
import type { Dependencies } from './dependencies.ts';
import { getOrderForUpdate } from './orders.ts';
import { judgedNow } from './read-results.ts';
import { insertRecordEvent } from './record-event.ts';
import { departmentIn, handingOver, type OfTask, stepOfTask } from './task-in-plan.ts';
import { asText, insertText } from './texts.ts';
import { fieldsGoWith } from './fields-go-with.ts';
import { refuse, things } from './words.ts';

/** What each act says, all of it and nothing else; `note` is the proof, or why it was cancelled. */
const says = {
  courier: ['dispatch'],
  trackingNo: ['dispatch'],
  note: ['hand-over', 'prove', 'cancel'],
} as const satisfies Record<string, readonly DeliveryAct[]>;

/** An act on a delivery: to the courier with its number, over the counter, received, cancelled, anew. */
export const DeliveryBody = z
  .strictObject({
    act: z.enum(deliveryActs),
    courier: oneLine(40).optional(),
    trackingNo: z
      .string()
      .regex(
        /^[A-Za-z0-9-]{4,40}$/,
        bilingual(
          '须为运单号：4 至 40 个字母、数字或连字符',
          'must be a tracking number: 4 to 40 letters, digits or hyphens',
        ),
      )
      .optional(),
    note: someLines(500).optional(),
  })
  .check(fieldsGoWith('act', says))
  .meta({
    id: 'DeliveryAct',
    examples: [
      { act: 'dispatch', courier: '样例快递', trackingNo: 'SF1234567890' },
      { act: 'hand-over', note: '李某持授权书签收，窗口经办人 3 号' },
      { act: 'cancel', note: '地址查无此人，退回窗口' },
    ],
  });
type DeliveryBody = z.output<typeof DeliveryBody>;

/** Moves the delivery of a result under the lock of its order, so that of two who do it at once the second is told. */
export const moveDelivery =
  (needs: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ caller, scope, params, body, db, requestKey }: Call<DeliveryBody, OfTask>): Promise<Answer> => {
    const { code: step } = await stepOfTask(db, params, handingOver(departmentIn(scope)));
    const order = await getOrderForUpdate(db, params.orderNo);
    const row = await getDelivery(db, params);
    const judged = await judgedNow(db, needs);
    const { act, note } = body;
    const at = judged.now;
    const next = deliveryProgress(deliveryOf(row), { act, at }, caseOf(row));
    if (isRefusal(next)) throw refuse(next);
    const by = caller.subject;
    const textId = await insertText(db, { text: asText(note), by, requestKey });
    const { state, acts, doneAt } = next;
    await markMoved(db, row.no, { state, acts, doneAt, ...sentBy(row, body), textId, by, at });
    await insertRecordEvent(
      db,
      { kind: 'delivery', no: row.no, order, step, task: params.task, department: row.department },
      { seq: acts, at, kind: 'deliver', by, detail: { delivery: act, note: textId } },
    );
    return { body: showDelivery(await getDelivery(db, params), judged) };
  };

/** By which way, and with which courier: as it was sent or handed over; nothing once it is to begin anew. */
function sentBy(
  { way, courier, trackingNo }: DeliveryRow,
  body: DeliveryBody,
): { way: DeliveryWay | null; courier: string | null; trackingNo: string | null } {
  const nothing = { courier: null, trackingNo: null };
  if (body.act === 'dispatch')
    return { way: 'courier', courier: body.courier ?? null, trackingNo: body.trackingNo ?? null };
  if (body.act === 'hand-over') return { way: 'counter', ...nothing };
  if (body.act === 'renew') return { way: null, ...nothing };
  return { way, courier, trackingNo };
}

/** Throws 404 where nothing was issued, or before deliveries were kept. */
export async function getDelivery(db: Parameters<typeof findDelivery>[0], ofTask: OfTask) {
  const row = await findDelivery(db, ofTask);
  if (!row) throw notFound(things.delivery);
  return row;
}
