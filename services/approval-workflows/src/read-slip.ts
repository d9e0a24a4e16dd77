import { type Answer, type Call, notFound } from '@doudi/infra/http';
import { codeFile, codeTypes, pdfFile, type CodeForm } from '@doudi/infra/pdf';
import { z } from 'zod';
import { isOfTheirSide } from './case-actions.ts';
import { findContact } from './case-contacts.ts';
import type { OfCase } from './case-number-param.ts';
import { findCase } from './cases.ts';
import type { Dependencies } from './dependencies.ts';
import { getCase } from './read-cases.ts';
import { slipCode, slipDocument } from './slip-document.ts';
import { things } from './words.ts';

type Needed = Pick<Dependencies, 'calendarOf' | 'gatewayUrl'>;

export const CodeQuery = z.strictObject({
  as: z.enum(Object.keys(codeTypes) as [CodeForm, ...CodeForm[]]).default('png'),
});

/** The slip of a case, for the officers who hand it over and for who reported it. */
export const readSlip =
  (needs: Needed) =>
  async (call: Call<unknown, OfCase>): Promise<Answer> => {
    const handed = await getHandedOver(call, needs);
    const calendar = await needs.calendarOf(call.db, handed.row.calendarVersion);
    return { file: await pdfFile(slipDocument({ ...handed, calendar })) };
  };

/** The square code of the slip by itself. */
export const readSlipCode =
  (needs: Needed) =>
  async (call: Call<unknown, OfCase, z.output<typeof CodeQuery>>): Promise<Answer> => {
    const handed = await getHandedOver(call, needs);
    return { file: await codeFile(handed.row.caseNo, slipCode(handed), call.query.as) };
  };

/** The case with this very number, also when it was merged since. Throws 404 for all others than the window and who reported it. */
async function getHandedOver({ db, caller, scope, params }: Call<unknown, OfCase>, { gatewayUrl }: Needed) {
  await getCase(db, { caller, scope }, params.caseNo);
  const row = await findCase(db, params.caseNo);
  const kept = row && (await findContact(db, row.caseNo));
  const isTheirs = row && (scope.all || isOfTheirSide(row, caller));
  if (!isTheirs || !kept) throw notFound(things.slip);
  return { row, trackingCode: kept.trackingCode, gatewayUrl };
}
