import type { Pool } from '@doudi/infra/database';
import type { MarketActivities } from '@doudi/workflows';
import { endCommission } from './end-commission.ts';
import { openCommission } from './open-commission.ts';

/** What the workflows may have the market do; every one is safe to repeat. */
export const activities = ({ pool }: { pool: Pool }) =>
  ({ openCommission: openCommission(pool), endCommission: endCommission(pool) }) satisfies MarketActivities;
