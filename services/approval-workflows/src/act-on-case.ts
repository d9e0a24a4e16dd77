import { type Answer, type Call, IsoInstant, notFound, someLines } from '@doudi/infra/http';
import {
  caseActions,
  type caseMessages,
  caseOutcomes,
  caseWorkflowId,
  shanghaiIso,
  type CaseReceipt,
} from '@doudi/workflows';
import { z } from 'zod';
import type { CallWorkflow } from './call-workflow.ts';
import { findCase } from './cases.ts';
import { caseStates, type OfCase } from './read-cases.ts';
import { asText, withText } from './texts.ts';
import { refuse, things } from './words.ts';

const note = someLines(2_000);
export const ActBody = z
  .strictObject({ action: z.enum(caseActions), note })
  .meta({ id: 'CaseAction', examples: [{ action: 'called', note: '已电话联系承办人' }] });
export const CloseBody = z
  .strictObject({ outcome: z.enum(caseOutcomes), note })
  .meta({ id: 'CaseClosing', examples: [{ outcome: 'settled-by-coordination', note: '三部门现场协调' }] });
export const ConfirmBody = z
  .strictObject({ agrees: z.boolean(), note: note.optional() })
  .meta({ id: 'CaseConfirmation', examples: [{ agrees: true }] });

/** Where the case stands after it. */
export const CaseReceiptAnswer = z
  .strictObject({
    caseNo: z.string(),
    at: IsoInstant,
    state: z.enum(caseStates),
    outcome: z.enum(caseOutcomes).nullable(),
  })
  .meta({ id: 'CaseReceipt' });

type Said = { readonly note?: string | undefined } & Readonly<Record<string, unknown>>;

/** Logs an action, proposes or confirms a closing; what is written stays here, the workflow gets its id. */
export const actOnCase =
  ({ call }: { call: CallWorkflow }, name: (typeof caseMessages)['act' | 'close' | 'confirm']) =>
  async ({ caller, params, body, db, requestKey }: Call<Said, OfCase>): Promise<Answer> => {
    const { caseNo } = params;
    const known = await findCase(db, caseNo);
    if (!known) throw notFound(things.case);
    const { note: text, ...rest } = body;
    const by = caller.subject;
    const { orderNo } = known;
    const workflowId = caseWorkflowId(caseNo);
    const receipt = await withText(db, { text: asText(text), by, requestKey, orderNo }, async (note) => {
      const arg = { ...rest, by, note };
      const taken = await call<CaseReceipt>({ workflowId, name, updateId: requestKey, arg });
      if (!taken) throw refuse({ refused: 'case-closed', outcome: (await findCase(db, caseNo))?.outcome });
      return taken;
    });
    return { body: { ...receipt, at: shanghaiIso(receipt.at) } };
  };
