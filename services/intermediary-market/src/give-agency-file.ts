import { inTransaction, type Queryable } from '@doudi/infra/database';
import { type Answer, type Call, forbidden, IsoInstant, notFound, oneLine } from '@doudi/infra/http';
import { DeclaredSha256, downloadOf, type Kept, keepUpload, paperTypes } from '@doudi/infra/storage';
import { agencyFileKinds, shanghaiIso } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import {
  type AgencyFile,
  countFiles,
  findAgencyFile,
  findFileOfRequest,
  insertAgencyFile,
  lockFilesOf,
} from './agency-files.ts';
import type { OfAgencyFile } from './agency-no.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse, things } from './words.ts';

/** Files that one agency can have handed in: 20 certificates, each renewed ten times. */
const mostFiles = 200;
/** A file has at most 20 MiB: it is a scan. */
export const takenFiles = { types: paperTypes, mostBytes: 20_971_520 };

/** The USCC of an agency: it can only be the caller's. */
export const OwnUscc = z.string().regex(/^[0-9A-Z]{18}$/);

/** What the query of an upload says of the file; its content is the body. */
export const GivingFile = z.strictObject({
  uscc: OwnUscc,
  kind: z.enum(agencyFileKinds),
  /** as it is called when it is downloaded */
  name: oneLine(120),
  /** of the content */
  sha256: DeclaredSha256,
});

export const AgencyFileAnswer = z
  .strictObject({
    fileId: z.string(),
    kind: z.enum(agencyFileKinds),
    name: z.string(),
    type: z.enum(paperTypes),
    bytes: z.int().min(1).max(takenFiles.mostBytes),
    /** SHA-256 of the content */
    hash: z.string(),
    at: IsoInstant,
    /** where its content is downloaded */
    href: z.string(),
  })
  .meta({ id: 'AgencyFile' });

type Giving = Call<unknown, unknown, z.output<typeof GivingFile>>;
type Needed = Pick<Dependencies, 'pool' | 'now' | 'storage' | 'scan'>;

/** Takes a file of an agency, which an application, a qualification or a repair names then; a repetition is answered as the first. */
export const giveAgencyFile =
  (needs: Needed) =>
  async (call: Giving): Promise<Answer> => {
    const { query, scope, db, requestKey, upload } = call;
    if (scope.uscc !== query.uscc) throw forbidden(notOwn);
    const known = await findFileOfRequest(db, requestKey);
    if (known) return given(known);
    await refuseFull(db, query.uscc);
    const declared = { ...takenFiles, under: 'agencies', sha256: query.sha256, scan: needs.scan };
    return keepUpload({ db, storage: needs.storage }, upload!, declared, async (kept) =>
      given(await putOnRecord(call, needs, kept)),
    );
  };

export const notOwn = { zh: '不是本机构的统一社会信用代码', en: 'This is not the USCC of your agency' };

async function refuseFull(db: Queryable, uscc: string): Promise<void> {
  if ((await countFiles(db, uscc)) >= mostFiles) throw refuse({ refused: 'files-full', most: mostFiles });
}

const hrefOf = (fileId: string) => `/v1/agency-files/${fileId}`;

const given = ({ fileId, kind, name, mediaType, bytes, sha256, givenAt }: AgencyFile): Answer => ({
  status: 201,
  body: {
    ...{ fileId, kind, name, type: mediaType, bytes, hash: sha256 },
    ...{ at: shanghaiIso(givenAt.getTime()), href: hrefOf(fileId) },
  } satisfies z.output<typeof AgencyFileAnswer>,
  headers: { Location: hrefOf(fileId) },
});

/** The row, one at a time for an agency: of two at once none goes beyond what it may hand in. */
const putOnRecord = (call: Giving, { pool, now }: Needed, kept: Kept): Promise<AgencyFile> =>
  inTransaction(pool, async (db) => {
    const { query, caller, requestKey } = call;
    await lockFilesOf(db, query.uscc);
    const known = await findFileOfRequest(db, requestKey);
    if (known) return known;
    await refuseFull(db, query.uscc);
    const { bytes, storageKey } = kept;
    await insertAgencyFile(db, {
      ...{ ...query, requestKey, mediaType: kept.type as AgencyFile['mediaType'], bytes, storageKey },
      ...{ givenBy: caller.subject, givenAt: new Date(await now(db)) },
    });
    return (await findFileOfRequest(db, requestKey))!;
  });

/** The content of a file, to the agency and to those who oversee the market. */
export const readAgencyFile =
  ({ storage }: Pick<Dependencies, 'storage'>) =>
  async ({ db, scope, params }: Call<unknown, OfAgencyFile>): Promise<Answer> => {
    const within = scope.all ? sql`true` : sql`f.uscc = ${scope.uscc}`;
    const one = await findAgencyFile(db, params.fileId, within);
    if (!one) throw notFound(things.agencyFile);
    return { file: downloadOf(storage, one) };
  };
