import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { actOnCommission, asEngaged, Note } from './act-on-commission.ts';
import { inPlace, nextRanked } from './close-tender.ts';
import type { Dependencies } from './dependencies.ts';
import { namedFiles } from './name-files.ts';

const Sha256 = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    bilingual('须为 64 位小写十六进制的 SHA-256', 'is no SHA-256 in 64 lower-case hexadecimal digits'),
  );

const FileNo = z.int().min(1).max(999_999);

export const Signature = z
  .strictObject({
    /** the number of the contract file that is signed */
    contractFile: FileNo.optional(),
  })
  .meta({ id: 'Signature', examples: [{}] });
type Signature = z.output<typeof Signature>;
export const Declining = z
  .strictObject({ reason: Note.optional() })
  .meta({ id: 'Declining', examples: [{ reason: '人手不足' }] });
type Declining = z.output<typeof Declining>;
export const Deliverable = z
  .strictObject({
    note: Note.optional(),
    sha256: Sha256.optional(),
    /** the numbers of the result files of this round that make the result; the first becomes the paper of the task */
    files: z.array(FileNo).min(1).max(50).optional(),
  })
  .meta({ id: 'Deliverable', examples: [{ note: '设计文本一套', sha256: '0a'.repeat(32) }] });
type Deliverable = z.output<typeof Deliverable>;

/** The engaged agency signs the contract, and may cite the file of it; from here its own clock runs. */
export const signContract = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Signature>('sign', async ({ db, body }, commission) => {
    const { contractFile: fileNo } = body;
    const named = fileNo === undefined ? [] : [{ at: '/contractFile', fileNo }];
    return {
      ...asEngaged(commission),
      ...(await namedFiles(db, commission, { purpose: 'contract', named })),
    };
  });

/** The engaged agency declines: the one ranked next takes its place, or the owner's side may choose another. */
export const declineEngagement = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Declining>('decline', async ({ db, body }, commission, at) => ({
    ...asEngaged(commission),
    note: body.reason,
    ...inPlace(await nextRanked(db, commission, at)),
  }));

/**
 * The agency hands in its result: a note, and the files of it by their numbers, or by a hash. A hash of no file that was handed in stands
 * alone: then the files stay with the parties, and nothing becomes a paper.
 */
export const deliverResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Deliverable>('deliver', async ({ db, body }, commission) => {
    const { note, sha256, files = [] } = body;
    const named = files.map((fileNo, place) => ({ at: `/files/${place}`, fileNo }));
    return {
      ...{ ...asEngaged(commission), note },
      ...(await namedFiles(db, commission, { purpose: 'result', named, sha256 })),
    };
  });
