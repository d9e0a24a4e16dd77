import { IsoDay } from '@doudi/infra/http/iso';
import { buckets, stepCodes, taskCodes } from '@doudi/workflows';
import { z } from 'zod';
import { BucketsAnswer } from './progress-answer.ts';

/** One calendar day of an explained clock; totals are running, in working days. */
const LedgerDay = z
  .strictObject({
    day: IsoDay,
    working: z.boolean(),
    bucket: z.enum(buckets).nullable(),
    event: z.int().nullable(),
    because: z.string(),
    task: z.enum(taskCodes).nullable(),
    /** of an order: the step that drove its clock */
    step: z.enum(stepCodes).nullable().optional(),
    isCharged: z.boolean(),
    buckets: BucketsAnswer,
    used: z.int(),
    remaining: z.int(),
  })
  .meta({ id: 'LedgerDay' });

/** The explained clock of an order (`step` null) or of one of its steps. */
export const LedgerAnswer = z
  .strictObject({ orderNo: z.string(), step: z.enum(stepCodes).nullable(), days: z.array(LedgerDay) })
  .meta({ id: 'Ledger' });
