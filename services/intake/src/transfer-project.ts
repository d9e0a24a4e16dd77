import { insertNotices, oneLine, someLines } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { z } from 'zod';
import { changeProject } from './change-project.ts';
import { listInForce, markRevoked } from './mandates.ts';
import { mandateRevoked } from './notices.ts';
import { refuseSecond } from './open-order.ts';
import { Uscc } from './uscc.ts';

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
export const transferProject = (needs: { clock: OfficeClock }) =>
  changeProject<z.output<typeof TransferProject>>(needs, 'transfer', async (db, { code }, { by, at }) => {
    await refuseSecond(db, code);
    for (const mandate of await listInForce(db, code, at)) {
      await markRevoked(db, mandate.mandateNo, by, at);
      await insertNotices(db, mandateRevoked(mandate, { at, by }));
    }
  });
