import type { Pool, Queryable } from '@doudi/infra/database';
import type { Scan, Storage } from '@doudi/infra/storage';
import type { Instant } from '@doudi/workflows';
import type { BidVault } from './bid-vault.ts';

/** What the URLs of the market need besides the database connection of their request. */
export interface Dependencies {
  /** business time, read on the connection at hand: a second one per request could exhaust the pool */
  readonly now: (db: Queryable) => Promise<Instant>;
  readonly vault: BidVault;
  /** for what is written apart from its request */
  readonly pool: Pool;
  /** where the content of files stands */
  readonly storage: Storage;
  /** judges what is uploaded; without one nothing does */
  readonly scan?: Scan | undefined;
}
