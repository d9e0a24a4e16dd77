import { type Answer, type Call, page, pageOf, pageShape } from '@doudi/infra/http';
import { categories } from '@doudi/workflows';
import { z } from 'zod';
import { agencyPosition, AgencyRow, agencySorts, getAgency, listAgencies } from './agencies.ts';
import type { OfAgency } from './agency-no.ts';
import { CategoryRow, listCategories } from './categories.ts';
import { agencyStatuses } from './samples/agencies.ts';

export const AgenciesQuery = z.strictObject({
  ...pageShape,
  category: z.enum(categories).optional(),
  status: z.enum(agencyStatuses).optional(),
  sort: z.enum(agencySorts).optional(),
});
type AgenciesQuery = z.output<typeof AgenciesQuery>;

// Agencies and categories are answered as they stand in their tables.
export const AgencyAnswer = AgencyRow.meta({ id: 'Agency' });
export const AgenciesAnswer = pageOf(AgencyAnswer);
export const CategoriesAnswer = z.object({ items: z.array(CategoryRow), next: z.null() });

/** All categories and how many agencies each has; a short closed list, so it has no pages. */
export const readCategories = async ({ db }: Call): Promise<Answer> => ({
  body: { items: await listCategories(db), next: null },
});

export async function readAgencies({ db, query }: Call<unknown, unknown, AgenciesQuery>): Promise<Answer> {
  const rows = await listAgencies(db, query);
  return { body: page(rows, query, (agency) => agency, agencyPosition(query.sort)) };
}

export const readAgency = async ({ db, params }: Call<unknown, OfAgency>): Promise<Answer> => ({
  body: await getAgency(db, params.agencyNo),
});
