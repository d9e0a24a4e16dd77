import { randomUUID } from 'node:crypto';
import { type Answer, type Call, notFound, someLines } from '@doudi/infra/http';
import sql from 'sql-template-tag';
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
    const [at, reasonId, by] = [await clock.now(db), randomUUID(), caller.subject];
    await db.query(sql`
      insert into texts (text_id, text, written_by, written_at)
      values (${reasonId}, ${body.reason}, ${by}, ${new Date(at)})`);
    if (!(await markWithdrawn(db, paperNo, { by, at, reasonId })))
      throw refuse({ refused: 'paper-stands-no-more', paperNo });
    await db.query(`select pg_notify('papers', $1)`, [params.code]);
    return { body: showPaper(await getPaper(call)) };
  };
