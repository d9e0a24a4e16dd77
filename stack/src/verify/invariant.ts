import type { Pool } from '@doudi/infra/database';
import type { Storage } from '@doudi/infra/storage';
import type { Finding } from '../reconcile/finding.ts';
import type { Stores } from '../reconcile/stores.ts';

/** What is judged: both stores and the storage of files, as they are now. */
export interface DataSet {
  readonly stores: Stores;
  readonly storage: Pick<Storage, 'list' | 'measure'>;
  /** a file of what callers were answered, one JSON line each (`told-answer.ts`) */
  readonly answers?: string;
}

/** How many things were looked at, and what is wrong with them. */
export interface Looked {
  readonly count: number;
  readonly findings: readonly Pick<Finding, 'about' | 'says'>[];
}

/** Something that always holds of a data set, but for what is under way. */
export interface Invariant {
  readonly what: string;
  /** page by page; reads only */
  readonly look: (set: DataSet) => AsyncIterable<Looked>;
}

/** Findings of one statement that are read; one that breaks more often is named often enough. */
const most = 1_000;

/** One statement that counts what is looked at, and one whose rows (`about`, `says`) are findings. */
export interface Judgement {
  readonly store: Extract<keyof Stores, 'intake' | 'approvals' | 'market'>;
  readonly count: string;
  readonly wrong: string;
}

/** An invariant that PostgreSQL judges. */
export const bySql = (what: string, ...judgements: readonly Judgement[]): Invariant => ({
  what,
  async *look({ stores }) {
    for (const { store, count, wrong } of judgements)
      yield { count: await counted(stores[store], count), findings: await found(stores[store], wrong) };
  },
});

const counted = async (pool: Pool, statement: string): Promise<number> =>
  Number((await pool.query<{ count: string }>(statement)).rows[0]?.count ?? 0);

const found = async (pool: Pool, statement: string): Promise<Looked['findings']> =>
  (await pool.query<{ about: string; says: string }>(`select w.* from (${statement}) w limit ${most}`)).rows;
