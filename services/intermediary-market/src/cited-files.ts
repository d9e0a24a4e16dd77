import type { Queryable } from '@doudi/infra/database';
import type { Fault } from '@doudi/infra/http';
import type { AgencyFileKind } from '@doudi/workflows';
import { listFiles } from './agency-files.ts';

/** A file that a body names, and where it does. */
export interface Cited {
  readonly at: string;
  readonly fileId: string;
  readonly kind: AgencyFileKind;
}

/** A fault for each that is no file of the agency, or one of another kind. */
export async function faultsOfFiles(db: Queryable, uscc: string, cited: readonly Cited[]): Promise<Fault[]> {
  const files = await listFiles(
    db,
    uscc,
    cited.map(({ fileId }) => fileId),
  );
  const isThere = ({ fileId, kind }: Cited) =>
    files.some((file) => file.fileId === fileId.toLowerCase() && file.kind === kind);
  return cited.filter((one) => !isThere(one)).map(({ at, kind }) => ({ at, fault: notThere(kind) }));
}

const notThere = (kind: AgencyFileKind) => ({
  zh: `须是本机构已上传的“${kind}”文件的编号`,
  en: `must be the id of a file of kind "${kind}" that your agency has uploaded`,
});
