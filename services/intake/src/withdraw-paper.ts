import { type Answer, type Call, notFound, someLines } from '@doudi/infra/http';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { markWithdrawn } from './papers.ts';
import { lockProject } from './projects.ts';
import { getPaper, type OfPaper, showPaper } from './read-papers.ts';
import { refuse, things } from './words.ts';

export const WithdrawPaper = z
  .strictObject({ reason: someLines(500) })
  .meta({ id: 'WithdrawPaper', examples: [{ reason: '误传他项目图纸' }] });

/** A paper that was handed in by mistake counts no more from now on; it stays on record. */
export const withdrawPaper =
  ({ clock }: Pick<Dependencies, 'clock'>) =>
  async (call: Call<z.output<typeof WithdrawPaper>, z.output<typeof OfPaper>>): Promise<Answer> => {
    const { body, params, scope, caller, db } = call;
    if (!(await lockProject(db, params.code, scope))) throw notFound(things.project);
    const { paperNo } = await getPaper(call);
    const withdrawal = { by: caller.subject, reason: body.reason, at: await clock.now(db) };
    if (!(await markWithdrawn(db, paperNo, withdrawal)))
      throw refuse({ refused: 'paper-stands-no-more', paperNo });
    return { body: showPaper(await getPaper(call)) };
  };
