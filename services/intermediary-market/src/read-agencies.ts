import { type Answer, type Call, oneLine, page, pageShape } from '@doudi/infra/http';
import { agencyStates, categories } from '@doudi/workflows';
import { z } from 'zod';
import { agencyPosition, agencySorts, asOf, listAgencies } from './agencies.ts';
import { showAgency } from './agency-answer.ts';
import { agenciesWithin } from './agency-reach.ts';
import { CategoryRow, listCategories } from './categories.ts';
import type { Dependencies } from './dependencies.ts';
import { listGranted } from './qualifications.ts';

export const AgenciesQuery = z.strictObject({
  ...pageShape,
  /** those with a qualification in it, expired ones included */
  category: z.enum(categories).optional(),
  status: z.enum(agencyStates).optional(),
  /** a part of the name, which can have any character */
  q: oneLine(50)
    .optional()
    .meta({ param: { allowReserved: true } }),
  sort: z.enum(agencySorts).optional(),
});
type AgenciesQuery = z.output<typeof AgenciesQuery>;

// Categories are answered as they stand in their table.
export const CategoriesAnswer = z.object({ items: z.array(CategoryRow), next: z.null() });

/** All categories and how many agencies each has; a short closed list, so it has no pages. */
export const readCategories =
  ({ now }: Dependencies) =>
  async ({ db }: Call): Promise<Answer> => ({
    body: { items: await listCategories(db, await now(db)), next: null },
  });

/** The agencies the caller may know of, in the order asked for, each as it stands now. */
export const readAgencies =
  ({ now }: Dependencies) =>
  async ({ db, caller, query }: Call<unknown, unknown, AgenciesQuery>): Promise<Answer> => {
    const at = await now(db);
    const rows = await listAgencies(db, { ...query, at, within: agenciesWithin(caller) });
    const granted = await listGranted(
      db,
      rows.map(({ agencyNo }) => agencyNo),
    );
    return {
      body: page(rows, query, (row) => showAgency(asOf(row, at), granted, at), agencyPosition(query.sort)),
    };
  };
