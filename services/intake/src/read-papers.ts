import { CodeWords, IsoDay, IsoInstant, notFound, page, pageOf, pageShape } from '@doudi/infra/http';
import { type Answer, type Call } from '@doudi/infra/http';
import { downloadOf } from '@doudi/infra/storage';
import { paperKinds, paperTopics, shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { PaperNo } from './give-paper-fields.ts';
import { findPaper, listPapers, type Paper } from './papers.ts';
import { findProjectOfPapers } from './projects.ts';
import { OfProject } from './read-projects.ts';
import { withWords } from './with-words.ts';
import { things } from './words.ts';

export const OfPaper = OfProject.extend({ paperNo: PaperNo });

/** `standing` leaves out what was replaced or withdrawn. */
export const PapersQuery = z.strictObject({
  ...pageShape,
  kind: z.enum(paperKinds).optional(),
  standing: z.enum(['true', 'false']).default('false'),
});

/** A paper of a project's pool, as people read it. */
export const PaperAnswer = z
  .strictObject({
    paperNo: z.string(),
    projectCode: z.string(),
    kind: z.enum(paperKinds),
    version: z.int().min(1),
    replaces: z.string().nullable(),
    replacedBy: z.string().nullable(),
    name: z.string(),
    number: z.string().nullable(),
    scope: z.string().nullable(),
    topics: z.array(z.enum(paperTopics)),
    issuedDay: IsoDay.nullable(),
    /** the last day it is valid */
    expiresDay: IsoDay.nullable(),
    mediaType: z.string(),
    bytes: z.number().int().min(1),
    sha256: z.string(),
    givenBy: z.string(),
    givenAt: IsoInstant,
    withdrawn: z.strictObject({ by: z.string(), at: IsoInstant, reason: z.string() }).nullable(),
    /** the accepted result of an agency that became this paper */
    fromCommission: z.strictObject({ commissionNo: z.string(), fileNo: z.int().min(1) }).nullable(),
    /** where its content is downloaded */
    href: z.string(),
  })
  .meta({ id: 'Paper' });
export const PapersAnswer = pageOf(PaperAnswer).extend({ words: CodeWords });

export const showPaper = (paper: Paper): z.output<typeof PaperAnswer> => {
  const { storageKey: _, withdrawnBy, withdrawnAt, withdrawalReason, givenAt, ...about } = paper;
  const { fromCommission: commissionNo, fromFile: fileNo, ...rest } = about;
  return {
    ...rest,
    givenAt: shanghaiIso(givenAt),
    withdrawn:
      withdrawnAt === null
        ? null
        : { by: withdrawnBy ?? '', at: shanghaiIso(withdrawnAt), reason: withdrawalReason ?? '' },
    fromCommission: commissionNo === null || fileNo === null ? null : { commissionNo, fileNo },
    href: `/v1/projects/${paper.projectCode}/papers/${paper.paperNo}/file`,
  };
};

const sayWords = withWords(PapersAnswer);

/** The pool of a project, in the order in which it was given. */
export async function readPapers({
  params,
  query,
  scope,
  db,
}: Call<unknown, z.output<typeof OfProject>, z.output<typeof PapersQuery>>): Promise<Answer> {
  if (!(await findProjectOfPapers(db, params.code, scope))) throw notFound(things.project);
  const about = { ...params, kind: query.kind, standing: query.standing === 'true' };
  const papers = await listPapers(db, about, scope, query);
  return { body: sayWords(page(papers, query, showPaper, ({ givenAt, paperNo }) => [givenAt, paperNo])) };
}

type OfOnePaper = Call<unknown, z.output<typeof OfPaper>>;

export async function getPaper({ params, scope, db }: OfOnePaper): Promise<Paper> {
  const paper = await findPaper(db, params, scope);
  if (!paper) throw notFound(things.paper);
  return paper;
}

export const readPaper = async (call: OfOnePaper): Promise<Answer> => ({
  body: showPaper(await getPaper(call)),
});

/** The content of a paper, with the extension of what it is whatever it was called. */
export const readPaperFile =
  ({ storage }: Pick<Dependencies, 'storage'>) =>
  async (call: OfOnePaper): Promise<Answer> => ({ file: downloadOf(storage, await getPaper(call)) });
