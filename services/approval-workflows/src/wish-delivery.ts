import { type Answer, type Call, oneLine } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { deliveryWays } from '@doudi/workflows';
import { z } from 'zod';
import { writeWish } from './delivery-wishes.ts';
import type { Dependencies } from './dependencies.ts';
import { mustReach } from './must-reach.ts';
import { showWish } from './read-results.ts';
import { fieldsGoWith } from './fields-go-with.ts';

/** At the counter, or by courier to whom, with which telephone number, and where. */
export const WishBody = z
  .strictObject({
    way: z.enum(deliveryWays),
    recipient: oneLine(50).optional(),
    phone: z
      .string()
      .regex(
        /^\+?[0-9][0-9 -]{5,18}[0-9]$/,
        bilingual('须为电话号码，如 13800138000', 'must be a telephone number, such as 13800138000'),
      )
      .optional(),
    address: oneLine(200).optional(),
  })
  .check(fieldsGoWith('way', { recipient: ['courier'], phone: ['courier'], address: ['courier'] }))
  .meta({
    id: 'NewDeliveryWish',
    examples: [
      { way: 'counter' },
      { way: 'courier', recipient: '样例收件人', phone: '13800138000', address: '样例市样例街道1号' },
    ],
  });

/** The applicant says how the results of an order are to be handed over; the newest wish counts for what is not sent yet. */
export const wishDelivery =
  ({ clock }: Pick<Dependencies, 'clock'>) =>
  async ({ caller, scope, params, body, db }: Call<z.output<typeof WishBody>, { orderNo: string }>) => {
    const { orderNo } = await mustReach(db, params.orderNo, scope);
    const { way, recipient = '', phone = '', address = '' } = body;
    const to = way === 'courier' ? { recipient, phone, address } : null;
    await writeWish(db, orderNo, { way, to, by: caller.subject, at: await clock.now() });
    return { body: await showWish(db, orderNo) } satisfies Answer;
  };
