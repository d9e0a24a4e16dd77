import { type Answer, type Call, insertNotices, notFound, oneLine, someLines } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { z } from 'zod';
import { listInForce, markRevoked } from './mandates.ts';
import { mandateRevoked } from './notices.ts';
import { findOpenOrder } from './orders.ts';
import { changeProject, listChanges } from './project-changes.ts';
import { lockProject } from './projects.ts';
import { type OfProject, showProjectWithChanges } from './read-projects.ts';
import { Uscc } from './uscc.ts';
import { refuse, things } from './words.ts';

export const TransferProject = z
  .strictObject({ uscc: Uscc, enterpriseName: oneLine(200), reason: someLines(2_000) })
  .meta({
    id: 'TransferProject',
    examples: [
      {
        uscc: '91330683MAFAKE0274',
        enterpriseName: '嵊州市虚构剡溪领带智造有限公司',
        reason: '项目登记在他企业名下，经核对备案信息表更正归属',
      },
    ],
  });

/**
 * Gives a project that was registered for the wrong enterprise to its own. The mandates of the former end at once. Not while an order
 * is open: it belongs to the enterprise that placed it.
 */
export const transferProject =
  ({ clock }: { clock: OfficeClock }) =>
  async (call: Call<z.output<typeof TransferProject>, z.output<typeof OfProject>>): Promise<Answer> => {
    const { body, caller, params, scope, db } = call;
    const project = await lockProject(db, params.code, scope);
    if (!project) throw notFound(things.project);
    const open = await findOpenOrder(db, params.code);
    if (open) throw refuse({ refused: 'order-already-open', orderNo: open.orderNo });
    const [at, by] = [await clock.now(db), caller.subject];
    for (const mandate of await listInForce(db, params.code, at)) {
      await markRevoked(db, mandate.mandateNo, by, at);
      await insertNotices(db, mandateRevoked(mandate, { at, by }));
    }
    const { reason, ...fields } = body;
    const transferred = await changeProject(db, project, { kind: 'transfer', fields, reason, by, at });
    return { body: showProjectWithChanges(transferred, await listChanges(db, params.code)) };
  };
