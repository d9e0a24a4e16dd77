import { inTransaction, type Queryable } from '@doudi/infra/database';
import type { Logger } from '@doudi/infra/service';
import { copyKept } from '@doudi/infra/storage';
import { paperOfResult, type PaperKind, shanghaiDay } from '@doudi/workflows';
import { type AcceptedResult, getAcceptedResult, listSiblings } from './accepted-results.ts';
import type { Dependencies } from './dependencies.ts';
import { insertPaper, listStanding, notifyOfPaper, severalStand } from './papers.ts';
import { findProject, lockProject, type Project } from './projects.ts';
import {
  type AdoptionFault,
  type AdoptionOutcome,
  type DueAdoption,
  holdDue,
  insertAccepted,
  listDue,
  markFailed,
  markSettled,
} from './result-adoptions.ts';
import { nextNumber } from './serials.ts';

interface Adopting extends Pick<Dependencies, 'pool' | 'clock' | 'storage'> {
  readonly logger: Pick<Logger, 'error'>;
}

/** How many are looked at in one round. */
const batch = 64;

/** Real milliseconds until a result that could not be taken over is tried again: doubled each time, up to the longest. */
const retryMs = { first: 10_000, longest: 3_600_000 };

/**
 * Makes papers of the accepted results that are none yet, each once. May run in several instances at once; what fails waits, and holds up no
 * other. Ends early at `signal`.
 */
export const adoptResults =
  (needs: Adopting) =>
  async (signal?: AbortSignal): Promise<void> => {
    await insertAccepted(needs.pool);
    for (let isWorthwhile = true; isWorthwhile;) {
      const due = await listDue(needs.pool, batch);
      let handled = 0;
      for (const one of due) {
        if (signal?.aborted) return;
        if (await adopt(needs, one)) handled += 1;
      }
      isWorthwhile = due.length === batch && handled > 0;
    }
  };

/** Answers false when another instance is at it. */
async function adopt(needs: Adopting, due: DueAdoption): Promise<boolean> {
  try {
    return await inTransaction(needs.pool, async (db) => {
      const isHeld = await holdDue(db, due);
      if (isHeld) await settle(needs, db, due);
      return isHeld;
    });
  } catch (error) {
    await postpone(needs, due, 'failed', error);
    return true;
  }
}

/** What a result is to become is judged before anything is copied, and again with the project held. */
async function settle(needs: Adopting, db: Queryable, due: DueAdoption): Promise<void> {
  const { pool, storage } = needs;
  const result = await getAcceptedResult(db, due);
  const { outcome } = await judge(db, result, await findProject(db, result.projectCode, anybody));
  if (outcome !== 'adopted') return void (await markSettled(db, result, outcome));
  if ((await storage.measure(result.storageKey)) !== result.bytes)
    return await postpone({ ...needs, pool: db }, due, 'content-missing');
  // its key is on record by a statement of its own, whatever becomes of this transaction
  await copyKept({ db: pool, storage }, result.storageKey, 'papers', (storageKey) =>
    putOnRecord(needs, db, { ...result, storageKey }),
  );
}

/** A fault is logged when it first comes, not at each attempt. */
async function postpone(
  { pool, logger }: Pick<Adopting, 'logger'> & { readonly pool: Queryable },
  due: DueAdoption,
  fault: AdoptionFault,
  error?: unknown,
): Promise<void> {
  const { commissionNo, fileNo, attempts, fault: before } = due;
  if (fault !== before) logger.error({ err: error, commissionNo, fileNo }, said[fault]);
  const pauseMs = Math.min(retryMs.first * 2 ** Math.min(attempts, 20), retryMs.longest);
  await markFailed(pool, due, { fault, pauseMs });
}

const said = {
  'content-missing':
    'the content of an accepted result is not in the storage of files as it was handed in: it becomes a paper when it is there again',
  failed: 'an accepted result could not be made a paper; it is tried again',
} as const satisfies Record<AdoptionFault, string>;

/** The paper, with what settles the result: both or neither. */
async function putOnRecord({ clock }: Adopting, db: Queryable, result: AcceptedResult): Promise<void> {
  const { commissionNo, fileNo, projectCode, name, mediaType, bytes, sha256, storageKey, acceptedBy } =
    result;
  const judged = await judge(db, result, await lockProject(db, projectCode, anybody));
  await markSettled(db, result, judged.outcome);
  if (judged.outcome !== 'adopted') return;
  const givenAt = await clock.now(db);
  await insertPaper(db, {
    requestKey: `result/${commissionNo}/${fileNo}`,
    paperNo: await nextNumber(db, 'P', shanghaiDay(givenAt)),
    ...{
      projectCode,
      kind: judged.kind,
      replaces: judged.replaces,
      name,
    },
    ...documentOf(result),
    ...{ issuedDay: null, mediaType, bytes, sha256, storageKey },
    ...{ givenBy: acceptedBy, givenAt, fromCommission: commissionNo, fromFile: fileNo },
  });
  await notifyOfPaper(db, projectCode);
}

/** What the document itself says; only that of an owner's own is known, and of its first file. */
const documentOf = ({ position, number, scope, topics, expiresDay }: AcceptedResult) =>
  position === 1
    ? { number, scope, topics, expiresDay }
    : { number: null, scope: null, topics: [], expiresDay: null };

interface Judged {
  readonly outcome: AdoptionOutcome;
  readonly kind: PaperKind;
  /** the paper that it is a newer version of */
  readonly replaces: string | null;
}

const anybody = { all: true, uscc: null, agentId: null, department: null, agencyUscc: null };

/**
 * What a result is to become. It goes to the enterprise that commissioned it alone, and replaces what was there when
 * it was accepted: of most kinds the paper that stands, of the others the one of the same task.
 */
async function judge(db: Queryable, result: AcceptedResult, project: Project | undefined): Promise<Judged> {
  const kind = paperOfResult(result);
  if (!project) throw new Error(`there is no project ${result.projectCode}`);
  const judged = (outcome: AdoptionOutcome, replaces: string | null = null) => ({ outcome, kind, replaces });
  if (project.uscc !== result.uscc) return judged('owner-changed');
  const siblings = await listSiblings(db, result);
  if (siblings.some(({ acceptedAt }) => acceptedAt.getTime() > result.acceptedAt))
    return judged('superseded');
  if (severalStand.includes(kind))
    return judged('adopted', siblings.findLast(({ isStanding }) => isStanding)?.paperNo);
  const standing = (await listStanding(db, result.projectCode, kind)).at(-1);
  if (standing && standing.givenAt > result.acceptedAt) return judged('superseded');
  return judged('adopted', standing?.paperNo);
}
