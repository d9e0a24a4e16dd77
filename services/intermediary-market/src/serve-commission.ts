import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { actOnCommission, asEngaged, Note } from './act-on-commission.ts';
import { inPlace, nextRanked } from './close-tender.ts';
import type { Dependencies } from './dependencies.ts';

const Sha256 = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    bilingual('须为 64 位小写十六进制的 SHA-256', 'is no SHA-256 in 64 lower-case hexadecimal digits'),
  );

export const Signature = z.strictObject({}).meta({ id: 'Signature', examples: [{}] });
export const Declining = z
  .strictObject({ reason: Note.optional() })
  .meta({ id: 'Declining', examples: [{ reason: '人手不足' }] });
type Declining = z.output<typeof Declining>;
export const Deliverable = z
  .strictObject({ note: Note.optional(), sha256: Sha256.optional() })
  .meta({ id: 'Deliverable', examples: [{ note: '设计文本一套', sha256: '0a'.repeat(32) }] });
type Deliverable = z.output<typeof Deliverable>;

/** The engaged agency signs the contract; from here its own clock runs. */
export const signContract = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<object>('sign', (_call, commission) => asEngaged(commission));

/** The engaged agency declines: the one ranked next takes its place, or the owner's side may choose another. */
export const declineEngagement = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Declining>('decline', async ({ db, body }, commission, at) => ({
    ...asEngaged(commission),
    note: body.reason,
    ...inPlace(await nextRanked(db, commission, at)),
  }));

/** The agency hands in its result: a note and the hash of the files, which stay with the parties. */
export const deliverResult = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<Deliverable>('deliver', ({ body }, commission) => ({
    ...asEngaged(commission),
    ...body,
  }));
