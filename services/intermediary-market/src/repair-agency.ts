import { someLines, unfit } from '@doudi/infra/http';
import { z } from 'zod';
import { actOnAgency, type AgencyNote, type AgencyReason, asNote } from './act-on-agency.ts';
import { FileId } from './asked-qualification.ts';
import { faultsOfFiles } from './cited-files.ts';
import type { Dependencies } from './dependencies.ts';

export const Repair = z
  .strictObject({
    /** what was put right, and how */
    note: someLines(2000),
    /** ids of files of kind `repair` that were uploaded */
    files: z.array(FileId).max(20),
  })
  .meta({ id: 'AgencyRepair', examples: [{ note: '已更换技术负责人，完善校审制度', files: [] }] });
type Repair = z.output<typeof Repair>;
type Reason = z.output<typeof AgencyReason>;

/** A supervisor says what a suspended agency has to put right. */
export const wantRepair = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Reason>('want-repair', { adding: asNote });

/** A suspended agency hands in its repair, whether or not one was asked for. */
export const handInRepair = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Repair>('hand-in-repair', {
    adding: async ({ db, body }, { uscc }) => {
      const cited = body.files.map((fileId, i) => ({
        ...{ at: `/files/${i}`, fileId },
        kind: 'repair' as const,
      }));
      const faults = await faultsOfFiles(db, uscc, cited);
      if (faults.length > 0) throw unfit(faults);
      return { note: body.note, files: body.files };
    },
  });

/** A supervisor accepts a repair: the suspension ends by itself after its last day, at once where that is over. */
export const acceptRepair = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<z.output<typeof AgencyNote>>('accept-repair', { adding: asNote });

/** A supervisor sends a repair back, with what is still wanted. */
export const returnRepair = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Reason>('return-repair', { adding: asNote });
