import { inTransaction, type Pool } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import { insertAgencies } from './agencies.ts';
import { insertCategories } from './categories.ts';
import { insertSampleQualifications } from './qualifications.ts';
import { openAllRecords } from './recompute-record.ts';
import { sampleAgencies } from './samples/agencies.ts';
import { sampleCategories } from './samples/categories.ts';
import { sampleQualifications } from './samples/qualifications.ts';

/** Brings the sample categories, agencies and their qualifications into the market at start; harmless to repeat. */
export const loadSamples = (pool: Pool, now: Instant): Promise<void> =>
  inTransaction(pool, async (db) => {
    await insertCategories(db, sampleCategories);
    await insertAgencies(db, sampleAgencies);
    await insertSampleQualifications(db, sampleQualifications(now), now);
    await openAllRecords(db);
  });
