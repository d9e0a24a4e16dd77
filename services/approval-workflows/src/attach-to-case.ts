import { inTransaction, type Queryable } from '@doudi/infra/database';
import { type Answer, type Call, notFound, oneLine } from '@doudi/infra/http';
import { DeclaredSha256, downloadOf, type Kept, keepUpload } from '@doudi/infra/storage';
import { z } from 'zod';
import {
  type CaseAttachment,
  countAttachments,
  findAttachment,
  findAttachmentOfRequest,
  insertAttachment,
  lockCase,
} from './case-attachments.ts';
import { attachable, hrefOf, mostFiles, showAttachment } from './attachment-answer.ts';
import type { OfCase, OfCaseNumber } from './case-number-param.ts';
import type { Dependencies } from './dependencies.ts';
import { getCase } from './read-cases.ts';
import { refuse, things } from './words.ts';

/** What the query of an upload says of the file; its content is the body. */
export const Attaching = z.strictObject({
  /** as it is called when it is downloaded */
  name: oneLine(120),
  /** of the content */
  sha256: DeclaredSha256,
});

type Giving = Call<unknown, OfCase, z.output<typeof Attaching>>;
type Needed = Pick<Dependencies, 'pool' | 'clock' | 'storage' | 'scan'>;

/** Takes a file to a case that is not closed; a repetition is answered as the first, or begins anew after a crash. */
export const attachToCase =
  (needs: Needed) =>
  async (call: Giving): Promise<Answer> => {
    const { query, db, requestKey, upload } = call;
    const known = await findAttachmentOfRequest(db, requestKey);
    if (known) return given(known);
    await mustTake(db, call);
    const declared = { ...attachable, under: 'cases', sha256: query.sha256, scan: needs.scan };
    return keepUpload({ db, storage: needs.storage }, upload!, declared, async (kept) =>
      given(await putOnRecord(call, needs, kept)),
    );
  };

const given = (one: CaseAttachment): Answer => ({
  status: 201,
  body: showAttachment(one),
  headers: { Location: hrefOf(one) },
});

/** A case within reach that is not closed, and has room for one more. */
async function mustTake(db: Queryable, { caller, scope, params }: Giving): Promise<number> {
  const { caseNo, record } = await getCase(db, { caller, scope }, params.caseNo);
  if (caseNo !== params.caseNo) throw refuse({ refused: 'case-closed', outcome: 'merged' });
  if (record.state === 'closed') throw refuse({ refused: 'case-closed', outcome: record.outcome });
  const count = await countAttachments(db, caseNo);
  if (count >= mostFiles) throw refuse({ refused: 'attachments-full', most: mostFiles });
  return count + 1;
}

/** The row, under the lock of its case: of two at once each has its number, and none goes beyond what a case takes. */
const putOnRecord = (call: Giving, { pool, clock }: Needed, kept: Kept): Promise<CaseAttachment> =>
  inTransaction(pool, async (db) => {
    const { params, query, caller, requestKey } = call;
    await lockCase(db, params.caseNo);
    const known = await findAttachmentOfRequest(db, requestKey);
    if (known) return known;
    const no = await mustTake(db, call);
    const { bytes, storageKey } = kept;
    const attachment: CaseAttachment = {
      ...{ caseNo: params.caseNo, no, ...query, mediaType: kept.type as CaseAttachment['mediaType'] },
      ...{ bytes, storageKey, givenBy: caller.subject, givenAt: new Date(await clock.now(db)) },
    };
    await insertAttachment(db, { ...attachment, requestKey });
    return attachment;
  });

/** The content of a file, with the extension of what it is whatever it was called. */
export const readAttachment =
  ({ storage }: Pick<Dependencies, 'storage'>) =>
  async ({ db, caller, scope, params }: Call<unknown, OfCaseNumber>): Promise<Answer> => {
    const one = await findAttachment(db, params, { caller, scope });
    if (!one) throw notFound(things.attachment);
    return { file: downloadOf(storage, one) };
  };
