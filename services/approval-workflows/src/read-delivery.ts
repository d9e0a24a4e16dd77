import { type Answer, type Call, ActionAnswer, CodeWords } from '@doudi/infra/http';
import { z } from 'zod';
import { actionsOnDelivery, AddressAnswer, DeliveryAnswer, showDelivery } from './delivery-answer.ts';
import { findWish } from './delivery-wishes.ts';
import type { Dependencies } from './dependencies.ts';
import { getDelivery } from './move-delivery.ts';
import { judgedNow } from './read-results.ts';
import { departmentIn, handingOver, type OfTask, stepOfTask } from './task-in-plan.ts';
import { withWords } from './with-words.ts';

/** A delivery with where it is to be sent, in full: what one writes on the envelope. */
export const DeliveryRecord = DeliveryAnswer.extend({
  to: AddressAnswer,
  actions: z.array(ActionAnswer),
  words: CodeWords,
}).meta({ id: 'DeliveryRecord' });

/** Shows the address whole, so its route leaves a line in the audit. */
export const readDelivery =
  (needs: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ caller, scope, params, db }: Call<unknown, OfTask>): Promise<Answer> => {
    await stepOfTask(db, params, handingOver(departmentIn(scope)));
    const row = await getDelivery(db, params);
    const wish = await findWish(db, params.orderNo);
    const shown = showDelivery(row, await judgedNow(db, needs));
    return { body: sayWords({ ...shown, to: wish?.to ?? null, actions: actionsOnDelivery(row, caller) }) };
  };

const sayWords = withWords(DeliveryRecord);
