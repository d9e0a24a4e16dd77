import { IsoDay } from '@doudi/infra/http';
import { lights, stepCodes, taskCodes } from '@doudi/workflows';
import { z } from 'zod';
import { ForecastAnswer } from './progress-answer.ts';

const Assumed = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('late'), task: z.enum(taskCodes), days: z.int().min(1) })
      .meta({ id: 'AssumedLate' }),
    z
      .strictObject({ kind: z.literal('stop'), step: z.enum(stepCodes), from: IsoDay, to: IsoDay })
      .meta({ id: 'AssumedStop' }),
    z
      .strictObject({ kind: z.literal('done'), task: z.enum(taskCodes), day: IsoDay })
      .meta({ id: 'AssumedDone' }),
  ])
  .meta({ id: 'Assumed' });

/** A light and the office day from which it shows. */
const LightFrom = z
  .strictObject({ from: IsoDay, light: z.enum(lights), provisional: z.boolean() })
  .meta({ id: 'LightFrom' });

const due = { dueDay: IsoDay.nullable(), isLate: z.boolean(), provisional: z.boolean() };

/** How an order goes on to its permit, and each of its steps to its end. */
const WhatIfResult = z
  .strictObject({
    ...due,
    usedDays: z.int().min(0),
    remainingDays: z.int(),
    forecast: ForecastAnswer,
    lights: z.array(LightFrom),
    steps: z.array(
      z.strictObject({
        code: z.enum(stepCodes),
        ...due,
        forecast: z.strictObject({ day: IsoDay, provisional: z.boolean() }),
        lights: z.array(LightFrom),
      }),
    ),
  })
  .meta({ id: 'WhatIfResult' });

/** The result without and with what is assumed, and by how many working days it moves; earlier is negative. */
export const WhatIfAnswer = z
  .strictObject({
    orderNo: z.string(),
    calendar: z.string(),
    today: IsoDay,
    assumptions: z.array(Assumed),
    before: WhatIfResult,
    after: WhatIfResult,
    movedDays: z.strictObject({ dueDay: z.int().nullable(), forecast: z.int() }),
  })
  .meta({ id: 'WhatIfAnswer' });
