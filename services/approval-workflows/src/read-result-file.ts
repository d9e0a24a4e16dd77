import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, notFound } from '@doudi/infra/http';
import { pdfFile } from '@doudi/infra/pdf';
import type { Dependencies } from './dependencies.ts';
import { mustReach } from './must-reach.ts';
import { findProjectSheet } from './project-sheets.ts';
import { resultDocument } from './result-document.ts';
import { findResult } from './results.ts';
import { departmentIn, handingOver, type OfTask, stepOfTask } from './task-in-plan.ts';
import { things } from './words.ts';

type Needed = Pick<Dependencies, 'gatewayUrl' | 'calendarOf'>;

/** The document of a task's result, for those who follow its order. */
export const readResultFile =
  (needs: Needed) =>
  async ({ scope, params, db }: Call<unknown, OfTask>): Promise<Answer> => {
    await mustReach(db, params.orderNo, scope);
    return fileOf(db, params, needs);
  };

/** The same for the department that decided it, and for the service counter, which hands it over. */
export const readIssuedFile =
  (needs: Needed) =>
  async ({ scope, params, db }: Call<unknown, OfTask>): Promise<Answer> => {
    await stepOfTask(db, params, handingOver(departmentIn(scope)));
    return fileOf(db, params, needs);
  };

async function fileOf(db: Queryable, ofTask: OfTask, { gatewayUrl, calendarOf }: Needed): Promise<Answer> {
  const result = await findResult(db, ofTask);
  if (!result) throw notFound(things.result);
  const sheet = await findProjectSheet(db, result.projectCode);
  const calendar = await calendarOf(db, result.calendarVersion);
  return { file: await pdfFile(resultDocument({ result, sheet, calendar, gatewayUrl })) };
}
