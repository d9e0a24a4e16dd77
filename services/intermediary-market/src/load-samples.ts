import { inTransaction, type Pool } from '@doudi/infra/database';
import { insertAgencies } from './agencies.ts';
import { sampleAgencies } from './samples/agencies.ts';
import { sampleCategories } from './samples/categories.ts';
import { insertCategories } from './categories.ts';

/** Brings the sample categories and agencies into the market at start; harmless to repeat. */
export const loadSamples = (pool: Pool): Promise<void> =>
  inTransaction(pool, async (db) => {
    await insertCategories(db, sampleCategories);
    await insertAgencies(db, sampleAgencies);
  });
