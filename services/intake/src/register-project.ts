import { z } from 'zod';
import { bilingual } from '@doudi/infra/words';
import { type Answer, type Call, forbidden, oneLine, unfit } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { shanghaiDay } from '@doudi/workflows';
import { owns } from './place-orders.ts';
import { isOfTheFuture, ProjectCode } from './project-code.ts';
import { insertProject } from './projects.ts';
import { InvestmentYuan, ProjectAnswer, showProject } from './read-projects.ts';
import { Uscc, usccWarning } from './uscc.ts';
import { refuse } from './words.ts';

// not `multipleOf`: validators differ in how they divide binary fractions
const hasFourDecimals = (hectares: number) => Number(hectares.toFixed(4)) === hectares;
/** Square metres at the finest. */
export const Hectares = z
  .number()
  .min(0)
  .max(100_000)
  .refine(hasFourDecimals, bilingual('最多四位小数', 'must have at most four decimals'));

const Fields = z.strictObject({
  code: ProjectCode,
  name: oneLine(200),
  uscc: Uscc,
  enterpriseName: oneLine(200),
  investmentYuan: InvestmentYuan,
  /** 0 where the project needs no new land */
  landHectares: Hectares,
  industry: oneLine(100),
});
export const RegisterProject = Fields.meta({
  id: 'RegisterProject',
  examples: [
    {
      code: '2601-330683-04-01-000001',
      name: '年产五万台电机生产线',
      uscc: '91330683MAFAKE0199',
      enterpriseName: '嵊州虚构电机有限公司',
      investmentYuan: 120_000_000,
      landHectares: 3.25,
      industry: 'C38',
    },
  ],
});
export type RegisterProject = z.output<typeof RegisterProject>;

/** The project, and what is odd about it without being a fault. */
export const RegisteredProject = ProjectAnswer.extend({
  warnings: z.array(
    z.strictObject({ at: z.string(), warning: z.strictObject({ zh: z.string(), en: z.string() }) }),
  ),
}).meta({ id: 'RegisteredProject' });

const onlyItsOwn = { zh: '企业只登记自己的项目', en: 'An enterprise registers its own projects' };

/** Registers a project once. An enterprise registers its own; a code that fails its check is warned about, never blocked. */
export const registerProject =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ body, caller, scope, db }: Call<RegisterProject>): Promise<Answer> => {
    if (!scope.all && !owns(scope, body)) throw forbidden(onlyItsOwn);
    const registeredAt = await clock.now(db);
    if (isOfTheFuture(body.code, shanghaiDay(registeredAt)))
      throw unfit([
        { at: '/code', fault: { zh: '所载日期尚未到来', en: 'bears a date that has not come yet' } },
      ]);
    const project = { ...body, registeredBy: caller.subject, registeredAt };
    if (!(await insertProject(db, project)))
      throw refuse({ refused: 'project-already-registered', projectCode: body.code });
    const warning = usccWarning(body.uscc);
    const warnings = warning ? [{ at: '/uscc', warning }] : [];
    return {
      status: 201,
      body: { ...showProject(project), warnings },
      headers: { location: `/v1/projects/${body.code}` },
    };
  };
