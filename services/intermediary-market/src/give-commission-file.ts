import { inTransaction, type Queryable } from '@doudi/infra/database';
import { type Answer, type Call, notFound, oneLine } from '@doudi/infra/http';
import { DeclaredSha256, downloadOf, type Kept, keepUpload } from '@doudi/infra/storage';
import { filePurposes, type FileSide, sideThatGives, whyNotGiven } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import {
  type CommissionFile,
  findCommissionFile,
  findCommissionFileOfRequest,
  insertCommissionFile,
  measureFiles,
} from './commission-files.ts';
import { hrefOf, showCommissionFile, takenCommissionFiles } from './commission-file-answer.ts';
import type { OfCommission, OfCommissionFile } from './commission-no.ts';
import { findCommissionToChange, seeCommission, type SeenCommission, sidesOfSeen } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { passDeadlines } from './pass-deadline.ts';
import { refuse, things } from './words.ts';

/** What one side hands in in one round: half of what all papers of a project may have together. */
const most = { files: 50, bytes: 5 * takenCommissionFiles.mostBytes };

/** What the query of an upload says of the file; its content is the body. */
export const GivingCommissionFile = z.strictObject({
  purpose: z.enum(filePurposes),
  /** as it is called when it is downloaded */
  name: oneLine(120),
  /** of the content */
  sha256: DeclaredSha256,
});

type Giving = Call<unknown, OfCommission, z.output<typeof GivingCommissionFile>>;
type Needed = Pick<Dependencies, 'pool' | 'now' | 'vault' | 'storage' | 'scan'>;

/** Takes a file from a side of a commission; a repetition is answered as the first, or begins anew after a crash. */
export const giveCommissionFile =
  (needs: Needed) =>
  async (call: Giving): Promise<Answer> => {
    const { query, db, requestKey, upload } = call;
    const known = await findCommissionFileOfRequest(db, requestKey);
    if (known) return given(known);
    await mustTake(db, call, 1);
    const declared = {
      ...takenCommissionFiles,
      under: 'commissions',
      sha256: query.sha256,
      scan: needs.scan,
    };
    return keepUpload({ db, storage: needs.storage }, upload!, declared, async (kept) =>
      given(await putOnRecord(call, needs, kept)),
    );
  };

const given = (file: CommissionFile): Answer => ({
  status: 201,
  body: showCommissionFile(file),
  headers: { Location: hrefOf(file) },
});

interface Taking {
  readonly commission: SeenCommission;
  readonly side: FileSide;
}

/** The commission and as which side the caller gives; throws 404 where it is not his to give, 409 when it is not the time or too much. */
async function mustTake(db: Queryable, call: Giving, moreBytes: number): Promise<Taking> {
  const { params, query, scope, caller } = call;
  const commission = await seeCommission(db, params.commissionNo, { scope, caller });
  const side = sideThatGives(query.purpose, sidesOfSeen(commission));
  if (!side) throw notFound(things.commission);
  const refusal = whyNotGiven(commission.state, query.purpose);
  if (refusal) throw refuse(refusal);
  const { files, bytes } = await measureFiles(db, { ...commission, side });
  if (files >= most.files || bytes + moreBytes > most.bytes)
    throw refuse({ refused: 'commission-files-full', mostFiles: most.files, mostBytes: most.bytes });
  return { commission, side };
}

/** The row, under the lock of its commission: of two at once each has its number, and none goes beyond what a side hands in. */
const putOnRecord = (call: Giving, { pool, now, vault }: Needed, kept: Kept): Promise<CommissionFile> =>
  inTransaction(pool, async (db) => {
    const { params, query, caller, requestKey } = call;
    const held = await findCommissionToChange(db, params.commissionNo, sql`true`);
    const known = await findCommissionFileOfRequest(db, requestKey);
    if (known) return known;
    const at = await now(db);
    if (held) await passDeadlines(db, held, at, { vault });
    const { commission, side } = await mustTake(db, call, kept.bytes);
    const { round, agencyNo } = commission;
    await insertCommissionFile(db, {
      ...{ ...query, commissionNo: params.commissionNo, round, side, requestKey },
      agencyNo: query.purpose === 'input' ? null : agencyNo,
      ...{
        mediaType: kept.type as CommissionFile['mediaType'],
        bytes: kept.bytes,
        storageKey: kept.storageKey,
      },
      ...{ givenBy: caller.subject, givenAt: new Date(at) },
    });
    return (await findCommissionFileOfRequest(db, requestKey))!;
  });

/** Throws 404 unless the caller may still know of the commission. */
export const refuseFormerGiver = async ({ db, params, scope, caller }: Giving): Promise<void> =>
  void (await seeCommission(db, params.commissionNo, { scope, caller }));

/** The content of a file, to those who read it in the record of the commission. */
export const readCommissionFile =
  ({ storage }: Pick<Dependencies, 'storage'>) =>
  async ({ db, scope, params }: Call<unknown, OfCommissionFile>): Promise<Answer> => {
    const { commissionNo, fileNo } = params;
    const one = await findCommissionFile(db, { commissionNo, fileNo: Number(fileNo) }, scope);
    if (!one) throw notFound(things.commissionFile);
    return { file: downloadOf(storage, one) };
  };
