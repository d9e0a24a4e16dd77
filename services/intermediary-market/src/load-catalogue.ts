import { inTransaction, type Pool } from '@doudi/infra/database';
import { insertAgencies } from './agencies.ts';
import { agencyList } from './catalogue/agencies.ts';
import { categoryList } from './catalogue/categories.ts';
import { insertCategories } from './categories.ts';

/** Brings the sample categories and agencies into the market at start; harmless to repeat. */
export const loadCatalogue = (pool: Pool): Promise<void> =>
  inTransaction(pool, async (db) => {
    await insertCategories(db, categoryList);
    await insertAgencies(db, agencyList);
  });
