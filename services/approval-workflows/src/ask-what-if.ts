import { type Answer, type Call, type Fault, unfit } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import {
  farthestDays,
  officeDay,
  stepCodes,
  taskCodes,
  whatIf,
  type Assumption,
  type AssumptionFault,
  type Day,
} from '@doudi/workflows';
import { bilingual, type Words } from '@doudi/infra/words';
import { z } from 'zod';
import type { CalendarReader } from './read-order.ts';
import { getOrder } from './read-progress.ts';
import { showWhatIfResult } from './show-what-if-result.ts';
import { refuse } from './words.ts';

const DayText = z.iso
  .date(bilingual('须为日期，如 2026-03-02', 'is no day, such as 2026-03-02'))
  .transform((day) => day as Day);

/** Working days a task may be assumed late. */
const mostDaysLate = 250;

const Assumptions = z.strictObject({
  assumptions: z
    .array(
      z.discriminatedUnion('kind', [
        z
          .strictObject({
            kind: z.literal('late'),
            task: z.enum(taskCodes),
            days: z.int().min(1).max(mostDaysLate),
          })
          .meta({ id: 'AssumeLate' }),
        z
          .strictObject({ kind: z.literal('stop'), step: z.enum(stepCodes), from: DayText, to: DayText })
          .meta({ id: 'AssumeStop' }),
        z
          .strictObject({ kind: z.literal('done'), task: z.enum(taskCodes), day: DayText })
          .meta({ id: 'AssumeDone' }),
      ]),
    )
    .min(1)
    .max(50),
}) satisfies z.ZodType<{ assumptions: Assumption[] }>;
export const WhatIfBody = Assumptions.meta({
  id: 'WhatIf',
  // not plainly `examples`: those of what is transformed are taken for answers, and left out
  override: {
    examples: [
      { assumptions: [{ kind: 'late', task: 'drawing-review', days: 3 }] },
      {
        assumptions: [
          { kind: 'stop', step: 'planning', from: '2017-06-19', to: '2017-06-30' },
          { kind: 'done', task: 'record', day: '2017-06-20' },
        ],
      },
    ],
  },
});
type WhatIfBody = z.output<typeof WhatIfBody>;

/** What would become of an order under assumptions: due days, forecast and lights before and after. Nothing is touched. */
export const askWhatIf =
  (needs: { clock: OfficeClock; calendarOf: CalendarReader }) =>
  async ({ scope, params, body, db }: Call<WhatIfBody, { orderNo: string }>): Promise<Answer> => {
    const { order, calendar, now } = await getOrder(db, needs, scope, params.orderNo);
    const answer = whatIf(calendar, order, now, body.assumptions);
    if ('refused' in answer)
      throw answer.refused === 'order-closed' ? refuse(answer) : unfit(answer.faults.map(fault));
    const { before, after, moved } = answer;
    return {
      body: {
        ...{ orderNo: params.orderNo, calendar: calendar.version, today: officeDay(calendar, now) },
        assumptions: body.assumptions,
        before: showWhatIfResult(before),
        after: showWhatIfResult(after),
        movedDays: moved,
      },
    };
  };

const fault = ({ index, field, because, day, other }: AssumptionFault): Fault => ({
  at: `/assumptions/${index}/${field}`,
  fault: sentences[because]({ day: day ?? '', other: `/assumptions/${other}` }),
});

type Sentence = (about: { day: string; other: string }) => Words;
const sentences: Readonly<Record<AssumptionFault['because'], Sentence>> = {
  'not-in-the-plan': () => ({ zh: '不在此订单的计划中', en: "is not in this order's plan" }),
  'over-already': () => ({ zh: '已经结束', en: 'is over already' }),
  'in-the-past': ({ day }) => ({
    zh: `已过去；今天是办公日 ${day}`,
    en: `lies in the past; today is the office day ${day}`,
  }),
  'day-off': ({ day }) => ({
    zh: `是休息日；下一个工作日是 ${day}`,
    en: `is a day off; the next working day is ${day}`,
  }),
  'too-far': ({ day }) => ({
    zh: `超出今后 ${farthestDays} 个工作日；最远可问到 ${day}`,
    en: `lies more than ${farthestDays} working days ahead; the last day that can be asked for is ${day}`,
  }),
  'ends-before-it-starts': ({ day }) => ({
    zh: `早于暂停开始的 ${day}`,
    en: `is before the stop begins on ${day}`,
  }),
  'assumed-twice': ({ other }) => ({
    zh: `${other} 已对它作了假设；每个任务只作一个假设`,
    en: `is assumed of already by ${other}; assume one thing of a task`,
  }),
  overlaps: ({ other }) => ({
    zh: `与同一环节的暂停 ${other} 重叠；后一个可在前一个结束之日开始`,
    en: `overlaps with the stop ${other} of the same step; one may begin on the day the other ends`,
  }),
  'before-its-turn': ({ day }) => ({
    zh: `早于前序任务办完之日 ${day}`,
    en: `is before the tasks ahead of it are done, which is on ${day}`,
  }),
};
