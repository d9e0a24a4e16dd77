import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, IsoInstant } from '@doudi/infra/http';
import {
  caseMessages,
  caseOutcomes,
  caseStates,
  caseWorkflowId,
  levelsOfCases,
  shanghaiIso,
  type CaseAct,
  type CaseReceipt,
} from '@doudi/workflows';
import { z } from 'zod';
import type { OfCase } from './case-number-param.ts';
import type { CaseRow } from './cases.ts';
import type { Dependencies } from './dependencies.ts';
import { getCase } from './read-cases.ts';
import { type Text, withText } from './texts.ts';
import { caseStart } from './start-case.ts';
import { refuse } from './words.ts';

/** Where the case stands after it. */
export const CaseReceiptAnswer = z
  .strictObject({
    caseNo: z.string(),
    /** the number of the event: of a commitment or an item its own */
    seq: z.int(),
    at: IsoInstant,
    state: z.enum(caseStates),
    level: z.enum(levelsOfCases),
    outcome: z.enum(caseOutcomes).nullable(),
  })
  .meta({ id: 'CaseReceipt' });

/** What somebody does with a case, as its workflow takes it, and what he wrote with it. */
export interface CaseSaid {
  readonly act: CaseAct;
  readonly text: Text | undefined;
}

/** How the body of a request becomes an act; may look things up, and refuse what does not exist. */
export type ReadAct<Body, Params> = (call: Call<Body, Params>, row: CaseRow) => CaseSaid | Promise<CaseSaid>;

type Needs = Pick<Dependencies, 'call' | 'startCase' | 'clock' | 'calendarOf'>;

/** A case that was received while Temporal did not answer, or that Temporal has lost, is started by the first act on it. */
async function startedFirst<T>(
  db: Queryable,
  row: CaseRow,
  { startCase, ...needs }: Omit<Needs, 'call'>,
  update: () => Promise<T>,
): Promise<T | undefined> {
  if (row.record.closedAt !== null) return undefined;
  await startCase(await caseStart(db, row, needs));
  return update();
}

/** Has the case's workflow take an act; what is written stays here, the workflow gets its id. */
export const actOnCase =
  <Body, Params extends OfCase>({ call: callWorkflow, ...needs }: Needs, readAct: ReadAct<Body, Params>) =>
  async (call: Call<Body, Params>): Promise<Answer> => {
    const { caller, scope, params, db, requestKey } = call;
    const row = await getCase(db, { caller, scope }, params.caseNo);
    if (row.caseNo !== params.caseNo) throw refuse({ refused: 'case-closed', outcome: 'merged' });
    const { act, text } = await readAct(call, row);
    const by = caller.subject;
    const written = { text, by, requestKey, orderNo: row.record.orderNo, caseNo: row.caseNo };
    const receipt = await withText(db, written, async (note) => {
      const arg = { ...act, by, note };
      const about = { workflowId: caseWorkflowId(row.caseNo), name: caseMessages.handle };
      const update = () => callWorkflow<CaseReceipt>({ ...about, updateId: requestKey, arg });
      const taken = (await update()) ?? (await startedFirst(db, row, needs, update));
      if (taken) return taken;
      throw refuse({ refused: 'case-closed', outcome: row.record.outcome });
    });
    return { body: { ...receipt, at: shanghaiIso(receipt.at) } };
  };
