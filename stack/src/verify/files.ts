import type { DataSet, Invariant, Looked } from './invariant.ts';

/** The tables whose rows name content in the storage of files, and the keys under which content is being written. */
const named = `
  select storage_key, bytes, 'paper ' || paper_no as about from intake.papers
  union all select storage_key, bytes, 'file ' || no || ' of case ' || case_no from approval_workflows.case_attachments
  union all select storage_key, bytes, 'file ' || file_id || ' of an agency' from intermediary_market.agency_files
  union all select storage_key, bytes, 'file ' || file_no || ' of ' || commission_no from intermediary_market.commission_files`;
const unfiled = ['intake', 'approval_workflows', 'intermediary_market']
  .map((schema) => `select storage_key from ${schema}.unfiled_objects`)
  .join(' union all ');

/** Rows that are read, and keys that are looked up, at a time; files measured at the same moment. */
const [batch, abreast] = [500, 16];

interface Named {
  readonly key: string;
  readonly bytes: number;
  readonly about: string;
}

/** Every row's content is there with the size that was handed in. */
export const everyRowHasItsFile: Invariant = {
  what: 'files: each row has its content',
  async *look(set) {
    for (let after = ''; ;) {
      const rows = await rowsAfter(set, after);
      const last = rows.at(-1);
      if (!last) return;
      after = last.key;
      yield { count: rows.length, findings: await missing(set, rows) };
    }
  },
};

const rowsAfter = async ({ stores }: DataSet, after: string): Promise<Named[]> => {
  const { rows } = await stores.intake.query<Omit<Named, 'bytes'> & { bytes: string }>(
    `select storage_key as key, bytes, about from (${named}) n where storage_key > $1 order by storage_key limit ${batch}`,
    [after],
  );
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
};

async function missing({ storage }: DataSet, rows: readonly Named[]): Promise<Looked['findings']> {
  const findings: Looked['findings'][number][] = [];
  for (let at = 0; at < rows.length; at += abreast)
    await Promise.all(
      rows.slice(at, at + abreast).map(async ({ key, bytes, about }) => {
        const measured = await storage.measure(key);
        if (measured === bytes) return;
        const found = measured === undefined ? 'is not there' : `has ${measured} bytes instead of ${bytes}`;
        findings.push({ about, says: `its content, ${key}, ${found}` });
      }),
    );
  return findings;
}

/**
 * Whatever is in the storage is named by a row, or by the key that was put on record before it was written: a key goes from there to its
 * row in one statement, so one look at both finds it.
 */
export const everyFileHasItsRow: Invariant = {
  what: 'files: each content has its row',
  async *look({ stores, storage }) {
    for await (const keys of storage.list(batch)) {
      const { rows } = await stores.intake.query<{ key: string }>(
        `select k as key from unnest($1::text[]) k
          where k not in (select storage_key from (${named}) n where storage_key = any($1)
                          union all select storage_key from (${unfiled}) u where storage_key = any($1))`,
        [keys],
      );
      yield {
        count: keys.length,
        findings: rows.map(({ key }) => ({ about: key, says: 'no row names this content' })),
      };
    }
  },
};
