import { IsoDay, oneLine, someLines } from '@doudi/infra/http';
import { type Day, waysOfChoosing } from '@doudi/workflows';
import { z } from 'zod';
import { actOnCommission } from './act-on-commission.ts';
import type { Dependencies } from './dependencies.ts';

/** Yuan to the cent, up to 10 thousand million. */
export const Yuan = z.number().min(0.01).max(1e10).multipleOf(0.01);

export const Brief = z
  .strictObject({
    way: z.enum(waysOfChoosing),
    requirements: someLines(4_000),
    /** what the agency needs of the owner before it can work */
    inputs: z.array(oneLine(200)).max(20).optional(),
    ceilingYuan: Yuan.optional(),
    requiredBy: IsoDay.optional(),
  })
  .meta({
    id: 'CommissionBrief',
    examples: [
      {
        way: 'lowest-price',
        requirements: '厂区总平面及单体方案设计，含日照分析',
        inputs: ['地形图'],
        ceilingYuan: 120_000,
        requiredBy: '2026-04-30',
      },
    ],
  });
type Brief = z.output<typeof Brief>;

/** The owner says what is needed, what it will hand in, what it pays at most, and how the agency is to be chosen; said again it replaces what was said. */
export const writeBrief = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Brief>('brief', ({ body }) => {
    const { way, requirements, inputs = [], ceilingYuan = null, requiredBy = null } = body;
    return {
      ...{ way, needsInputs: inputs.length > 0 },
      brief: { way, requirements, inputs, ceilingYuan, requiredBy: requiredBy as Day | null },
    };
  });
