import { type Answer, type Call, notFound, someLines } from '@doudi/infra/http';
import { z } from 'zod';
import { findBrokenPromise, markRepaired } from './broken-promises.ts';
import type { Dependencies } from './dependencies.ts';
import { showBrokenPromise } from './read-broken-promises.ts';
import type { OfTask } from './task-in-plan.ts';
import { insertText } from './texts.ts';
import { refuse, things } from './words.ts';

export const RepairBody = z
  .strictObject({ reason: someLines(2_000) })
  .meta({ id: 'PromiseRepair', examples: [{ reason: '材料已补交，信用修复申请已核实' }] });

/** A supervisor repairs a broken promise: the enterprise can promise and commit again. The refusal it led to stays. */
export const repairPromise =
  ({ clock }: Pick<Dependencies, 'clock'>) =>
  async ({
    caller,
    params,
    body,
    db,
    requestKey,
  }: Call<z.output<typeof RepairBody>, OfTask>): Promise<Answer> => {
    if (!(await findBrokenPromise(db, params))) throw notFound(things.brokenPromise);
    const by = caller.subject;
    const textId = await insertText(db, { text: { body: body.reason }, by, requestKey });
    const isRepaired = await markRepaired(db, params, { at: await clock.now(db), by, textId });
    if (!isRepaired) throw refuse({ refused: 'repaired-already' });
    const repaired = await findBrokenPromise(db, params);
    return { body: repaired && showBrokenPromise(repaired) };
  };
