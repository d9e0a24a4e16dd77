import { type Answer, type Call, page, pageOf } from '@doudi/infra/http';
import { z } from 'zod';
import { agencyPosition, AgencyRow, getAgency, listAgencies } from './agencies.ts';
import { CategoryRow, listCategories } from './categories.ts';
import type { AgencyParams, AgencyQuery } from './door.ts';

// Agencies and categories are told as they stand in their tables.
export const AgencyAnswer = AgencyRow.meta({ id: 'Agency' });
export const AgenciesAnswer = pageOf(AgencyAnswer);
export const CategoriesAnswer = z.object({ items: z.array(CategoryRow), next: z.null() });

/** All categories and how many agencies each has; a short closed list, so it has no pages. */
export const readCategories = async ({ db }: Call): Promise<Answer> => ({
  body: { items: await listCategories(db), next: null },
});

export async function readAgencies({ db, query }: Call<unknown, unknown, AgencyQuery>): Promise<Answer> {
  const rows = await listAgencies(db, query);
  return { body: page(rows, query, (agency) => agency, agencyPosition) };
}

export const readAgency = async ({ db, params }: Call<unknown, AgencyParams>): Promise<Answer> => ({
  body: await getAgency(db, params.agencyNo),
});
