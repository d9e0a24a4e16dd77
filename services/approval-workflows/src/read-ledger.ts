import { type Answer, type Call, notFound } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { stepCodes, type StepCode } from '@doudi/workflows';
import { z } from 'zod';
import { listLedgerEvents } from './events.ts';
import { explainLedger } from './explain-ledger.ts';
import { ledgerText } from './ledger-text.ts';
import type { CalendarReader } from './read-order.ts';
import { getOrder } from './read-progress.ts';
import { listReasons } from './reasons.ts';
import { things } from './words.ts';

export const LedgerQuery = z.strictObject({ step: z.enum(stepCodes).optional() });
type Asked = Call<unknown, { orderNo: string }, { step?: StepCode | undefined }>;

/** The explained clock of an order, or of one step, every calendar day and whose it was: as JSON, or as a table to print. */
export const readLedger =
  (needs: { clock: OfficeClock; calendarOf: CalendarReader }) =>
  async ({ scope, params, query, db, accepts }: Asked): Promise<Answer> => {
    const found = await getOrder(db, needs, scope, params.orderNo);
    const step = found.order.steps.find(({ code }) => code === query.step) ?? null;
    if (query.step && !step) throw notFound(things.openedStep);
    const events = await listLedgerEvents(db, params.orderNo);
    const reasons = await listReasons(db, [params.orderNo], scope);
    const ledger = explainLedger({ ...found, events, reasons }, step);
    return accepts === 'text'
      ? { body: ledgerText(ledger), headers: { 'content-type': 'text/plain; charset=utf-8' } }
      : { body: ledger };
  };
