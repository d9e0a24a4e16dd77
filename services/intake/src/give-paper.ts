import { inTransaction, type Queryable } from '@doudi/infra/database';
import { type Answer, type Call, fixedLimits, notFound, type Fault, unfit } from '@doudi/infra/http';
import { type Kept, keepUpload, paperTypes } from '@doudi/infra/storage';
import { shanghaiDay } from '@doudi/workflows';
import type { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { type GivePaper, paperFaults } from './give-paper-fields.ts';
import {
  bytesOf,
  findPaperOfRequest,
  insertPaper,
  listStanding,
  notifyOfPaper,
  type Paper,
  severalStand,
} from './papers.ts';
import { findProject, lockProject } from './projects.ts';
import { showPaper } from './read-papers.ts';
import type { OfProject } from './read-projects.ts';
import { nextNumber } from './serials.ts';
import { refuse, things } from './words.ts';

export const takenUploads = { types: paperTypes, mostBytes: fixedLimits.upload.usual };

/** Bytes of all papers of one project together: ten sets of drawings of the greatest size. */
const quotaBytes = 10 * takenUploads.mostBytes;

type Giving = Call<unknown, z.output<typeof OfProject>, GivePaper>;
type Needed = Pick<Dependencies, 'pool' | 'clock' | 'storage' | 'scan'>;

/** Takes a paper into the pool of a project; a repetition is answered as the first, or begins anew after a crash. */
export const givePaper =
  (needs: Needed) =>
  async (call: Giving): Promise<Answer> => {
    const { params, query, scope, db, requestKey, upload } = call;
    const project = await findProject(db, params.code, scope);
    if (!project) throw notFound(things.project);
    const known = await findPaperOfRequest(db, requestKey);
    if (known) return given(known);
    await refuseUnfit(call, needs);
    const declared = { ...takenUploads, under: 'papers', sha256: query.sha256, scan: needs.scan };
    return keepUpload({ db, storage: needs.storage }, upload!, declared, async (kept) =>
      given(await putOnRecord(call, needs, kept)),
    );
  };

const given = (paper: Paper): Answer => ({
  status: 201,
  body: showPaper(paper),
  headers: { Location: `/v1/projects/${paper.projectCode}/papers/${paper.paperNo}` },
});

/** What can be said before a byte is read: of its days, of what it replaces, and whether there is room. */
async function refuseUnfit({ params, query, db }: Giving, { clock }: Needed): Promise<void> {
  const today = shanghaiDay(await clock.now(db));
  const faults: Fault[] = paperFaults(query, today);
  const replaced = await replacedBy(db, params.code, query);
  if (query.replaces && !replaced) faults.push({ at: 'query/replaces', fault: notThere });
  if (faults.length > 0) throw unfit(faults);
  await refuseBeyondQuota(db, params.code, 1);
}

const notThere = {
  zh: '须是本项目同类、未被替换或撤回的材料编号',
  en: 'must be a paper of the project, of the same kind, that is neither replaced nor withdrawn',
};

/** The paper that a new one replaces: the one it names; of most kinds the one that stands. */
async function replacedBy(
  db: Queryable,
  code: string,
  { kind, replaces }: GivePaper,
): Promise<Paper | undefined> {
  const standing = await listStanding(db, code, kind);
  if (replaces) return standing.find(({ paperNo }) => paperNo === replaces);
  return severalStand.includes(kind) ? undefined : standing.at(-1);
}

async function refuseBeyondQuota(db: Queryable, code: string, more: number): Promise<void> {
  const usedBytes = await bytesOf(db, code);
  if (usedBytes + more > quotaBytes) throw refuse({ refused: 'quota-exceeded', usedBytes, quotaBytes });
}

/** The row, under the lock of the project: of two at once the later one replaces the earlier, and neither goes beyond the quota. */
const putOnRecord = (call: Giving, { pool, clock }: Needed, kept: Kept) =>
  inTransaction(pool, async (db) => {
    const { params, query, scope, caller, requestKey } = call;
    if (!(await lockProject(db, params.code, scope))) throw notFound(things.project);
    const known = await findPaperOfRequest(db, requestKey);
    if (known) return known;
    await refuseBeyondQuota(db, params.code, kept.bytes);
    const replaced = await replacedBy(db, params.code, query);
    if (query.replaces && !replaced) throw unfit([{ at: 'query/replaces', fault: notThere }]);
    const givenAt = await clock.now(db);
    const { type: mediaType, bytes, storageKey } = kept;
    const { number = null, scope: covers = null, issuedDay = null, expiresDay = null } = query;
    await insertPaper(db, {
      ...{ requestKey, paperNo: await nextNumber(db, 'P', shanghaiDay(givenAt)), projectCode: params.code },
      ...{ kind: query.kind, replaces: replaced?.paperNo ?? null, name: query.name, number, scope: covers },
      ...{ topics: query.topics, issuedDay, expiresDay, mediaType, bytes, sha256: query.sha256, storageKey },
      ...{ givenBy: caller.subject, givenAt, fromCommission: null, fromFile: null },
    });
    await notifyOfPaper(db, params.code);
    return (await findPaperOfRequest(db, requestKey))!;
  });
