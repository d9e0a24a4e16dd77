import pg from 'pg';
import { type RepairActivities, repairActivities } from '@doudi/approval-workflows/reconcile';
import type { Pool } from '@doudi/infra/database';
import { type TemporalAccess, temporalClient, type TemporalClient } from '@doudi/infra/temporal';

/** Both stores as a repair sees them: each schema with the rights of its owner, which are more than those of its service. */
export interface Stores {
  readonly intake: Pool;
  readonly approvals: Pool;
  readonly market: Pool;
  readonly temporal: TemporalClient;
  /** the activities of approval-workflows, as a repair uses them */
  readonly repair: RepairActivities;
  readonly close: () => Promise<void>;
}

export function openStores(databaseUrl: string, temporal: TemporalAccess & { namespace: string }): Stores {
  const pool = (schema: string) => {
    const opened = new pg.Pool({
      connectionString: databaseUrl,
      max: 4,
      options: `-c search_path=${schema} -c timezone=UTC -c statement_timeout=30000`,
    });
    // a PostgreSQL that ends makes the next statement fail, not the process
    return opened.on('error', () => undefined);
  };
  const [intake, approvals, market] = [
    pool('intake'),
    pool('approval_workflows'),
    pool('intermediary_market'),
  ] as const;
  const client = temporalClient(temporal);
  const close = async () => {
    await Promise.all([intake.end(), approvals.end(), market.end(), client.close()]);
  };
  return { intake, approvals, market, temporal: client, repair: repairActivities(approvals), close };
}
