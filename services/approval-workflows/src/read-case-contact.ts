import { type Answer, type Call, IsoInstant, notFound } from '@doudi/infra/http';
import { shanghaiIsoOrNull } from '@doudi/workflows';
import { z } from 'zod';
import { findContact, masked } from './case-contacts.ts';
import type { OfCase } from './case-number-param.ts';
import { getCase } from './read-cases.ts';
import { things } from './words.ts';

export const ContactQuery = z.strictObject({ unmasked: z.enum(['true', 'false']).default('false') });

/** Who is to be called; masked unless asked for as it is. All are null where nothing was left, and once it is erased. */
export const CaseContactAnswer = z
  .strictObject({
    caseNo: z.string(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    erasedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'CaseContact' });

/** How the person who reported a case is reached, of a number that was merged its own. Throws 404 for a case that nobody reported. */
export async function readCaseContact({
  db,
  caller,
  scope,
  params,
  query,
}: Call<unknown, OfCase, z.output<typeof ContactQuery>>): Promise<Answer> {
  await getCase(db, { caller, scope }, params.caseNo);
  const kept = await findContact(db, params.caseNo);
  if (!kept) throw notFound(things.contact);
  const { caseNo, contact, erasedAt } = kept;
  const shown = contact && query.unmasked !== 'true' ? masked(contact) : contact;
  return {
    body: {
      ...{ caseNo, name: null, phone: null, address: null, ...shown },
      erasedAt: shanghaiIsoOrNull(erasedAt && erasedAt.getTime()),
    },
  };
}
