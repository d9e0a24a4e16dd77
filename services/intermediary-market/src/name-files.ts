import type { Queryable } from '@doudi/infra/database';
import { type Fault, unfit } from '@doudi/infra/http';
import type { FilePurpose } from '@doudi/workflows';
import { listFilesOfRound } from './commission-files.ts';
import type { CommissionRow } from './commissions.ts';

/** The files that a milestone names, and the hash it bears. */
interface Named {
  readonly files: readonly number[];
  readonly sha256?: string | undefined;
}

interface Naming {
  readonly purpose: FilePurpose;
  /** each with where the body names it */
  readonly named: readonly { readonly at: string; readonly fileNo: number }[];
  /** a hash that is given besides, or instead */
  readonly sha256?: string | undefined;
}

/**
 * What an act of the engaged agency names of the files of its round: by number, or else by the hash of one that was handed in; a hash
 * that is of none stands alone. Throws 422 with every number that is of none.
 */
export async function namedFiles(
  db: Queryable,
  commission: CommissionRow,
  { purpose, named, sha256 }: Naming,
): Promise<Named> {
  const known = await listFilesOfRound(db, commission, purpose);
  const faults = named.flatMap(({ at, fileNo }): Fault[] =>
    known.some((file) => file.fileNo === fileNo) ? [] : [{ at, fault: notThere[purpose] }],
  );
  if (faults.length > 0) throw unfit(faults);
  if (named.length === 0) {
    const same = known.findLast((file) => file.sha256 === sha256);
    return { files: same ? [same.fileNo] : [], sha256 };
  }
  const files = named.map(({ fileNo }) => fileNo);
  const first = known.find(({ fileNo }) => fileNo === files[0]);
  return { files, sha256: sha256 ?? first?.sha256 };
}

const notThere = {
  input: { zh: '须是本轮已上传的资料编号', en: 'must be the number of an input file of this round' },
  contract: { zh: '须是本轮已上传的合同编号', en: 'must be the number of a contract file of this round' },
  result: { zh: '须是本轮已上传的成果文件编号', en: 'must be the number of a result file of this round' },
} as const satisfies Record<FilePurpose, object>;
