import { notFound } from '@doudi/infra/http/problem';
import type { Answer, Call } from '@doudi/infra/http/route';
import type { OfficeClock } from '@doudi/infra/office-clock';
import { dayAccount, orderDayAccount, stepCodes, stepStretch, type StepCode } from '@doudi/workflows';
import { z } from 'zod';
import type { CalendarReader } from './read-order.ts';
import { getOrder } from './read-progress.ts';

export const LedgerQuery = z.strictObject({ step: z.enum(stepCodes).optional() });

/** The explained clock: of an order, or of one step, every calendar day and whose it was. */
export const readLedger =
  (needs: { clock: OfficeClock; calendarOf: CalendarReader }) =>
  async ({
    caller,
    params,
    query,
    db,
  }: Call<unknown, { orderNo: string }, { step?: StepCode | undefined }>): Promise<Answer> => {
    const { order, calendar, now } = await getOrder(db, needs, caller, params.orderNo);
    const { orderNo } = params;
    if (!query.step) return { body: { orderNo, step: null, days: orderDayAccount(calendar, order, now) } };
    const step = order.steps.find(({ code }) => code === query.step);
    if (!step) throw notFound('This step (it has not opened)');
    return { body: { orderNo, step: step.code, days: dayAccount(calendar, stepStretch(step), now) } };
  };
