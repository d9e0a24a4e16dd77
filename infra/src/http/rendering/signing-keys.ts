import sql from 'sql-template-tag';
import type { Queryable } from '../../database/pool.ts';

export interface SigningKey {
  readonly key: Buffer;
  readonly signsFrom: Date;
}

/** All keys, newest first. */
export type SigningKeys = () => Promise<readonly SigningKey[]>;

/** The keys of the house, read when one is needed first and then kept; asked for again while they cannot be had. */
export function signingKeys(db: Queryable): SigningKeys {
  let kept: Promise<readonly SigningKey[]> | undefined;
  return () => {
    kept ??= list(db).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}

async function list(db: Queryable): Promise<readonly SigningKey[]> {
  const { rows } = await db.query<SigningKey>(sql`
    select key, signs_from as "signsFrom"
    from house.signing_keys
    order by signs_from desc, key`);
  return rows;
}
