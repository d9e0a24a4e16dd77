import {
  type Answer,
  type Call,
  IsoDay,
  oneLine,
  optionalWholeNumber,
  page,
  pageOf,
  pageShape,
  unfit,
} from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  agencyStates,
  categories,
  qualificationStanding,
  qualificationStandings,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { directoryPosition, type DirectoryRow, directorySorts, listDirectory } from './directory.ts';

const Category = z.enum(categories);

export const DirectoryQuery = z.strictObject({
  ...pageShape,
  category: Category,
  /** the most stars first unless said */
  sort: z.enum(directorySorts).optional(),
  minStars: optionalWholeNumber(1, 5),
  /** it has signed a contract of the category for this or less */
  mostYuan: optionalWholeNumber(1, 999_999_999),
  /** a part of the name, which can have any character */
  q: oneLine(50)
    .optional()
    .meta({ param: { allowReserved: true } }),
});
type DirectoryQuery = z.output<typeof DirectoryQuery>;

const count = z.int().min(0);

/** An agency that can be hired for a category, with what it has done in that category. */
const DirectoryEntry = z
  .strictObject({
    agencyNo: z.string(),
    uscc: z.string(),
    zh: z.string(),
    status: z.enum(agencyStates),
    stars: z.int().min(1).max(5),
    /** how many ratings count */
    ratings: count,
    /** the prices it has signed, in yuan; null before it has signed one */
    prices: z
      .strictObject({ lowestYuan: z.number(), highestYuan: z.number() })
      .meta({ id: 'SignedPrices' })
      .nullable(),
    /** accepted results */
    finished: count,
    /** median of the working days used less those promised, of accepted results: negative when early; null without one */
    medianDays: z.number().nullable(),
    /** results that were sent back */
    returns: count,
    /** signed contracts that are not over */
    running: count,
    certificate: z
      .strictObject({
        certificateNo: z.string(),
        /** the last valid day; null of one without end */
        validThrough: IsoDay.nullable(),
        /** `expiring` in its last 30 days */
        standing: z.enum(qualificationStandings),
      })
      .meta({ id: 'DirectoryCertificate' }),
  })
  .meta({ id: 'DirectoryEntry' });
export const DirectoryAnswer = pageOf(DirectoryEntry);

const showEntry =
  (at: Instant) =>
  ({
    lowestYuan,
    highestYuan,
    certificateNo,
    validThrough,
    key: _,
    ...row
  }: DirectoryRow): z.output<typeof DirectoryEntry> => ({
    ...row,
    prices: lowestYuan === null || highestYuan === null ? null : { lowestYuan, highestYuan },
    certificate: { certificateNo, validThrough, standing: qualificationStanding({ validThrough }, at) },
  });

/** Whom an owner can hire for a category now, in the order asked for. */
export const readDirectory =
  ({ now }: Dependencies) =>
  async ({ db, query }: Call<unknown, unknown, DirectoryQuery>): Promise<Answer> => {
    const at = await now(db);
    const { sort = 'stars' } = query;
    const rows = await listDirectory(db, { ...query, sort, at });
    return { body: page(rows, query, showEntry(at), directoryPosition) };
  };

/** So many fit on a page side by side. */
const mostCompared = 5;

export const ComparisonQuery = z.strictObject({
  category: Category,
  /** one to five numbers, commas between */
  agencies: z
    .string()
    .regex(
      /^A[0-9]{3,9}(,A[0-9]{3,9}){0,4}$/,
      bilingual(
        '须为一至五个中介编号，以逗号分隔，如 A016,A017',
        'must be one to five numbers of agencies with commas between, such as A016,A017',
      ),
    )
    .meta({ examples: ['A016,A017'], param: { allowReserved: true } }),
});
type ComparisonQuery = z.output<typeof ComparisonQuery>;

export const ComparisonAnswer = z
  .strictObject({ category: Category, agencies: z.array(DirectoryEntry).min(1).max(mostCompared) })
  .meta({ id: 'AgencyComparison' });

/** Up to five agencies of a category side by side, in the order asked for. Throws 422 with those that cannot be hired for it. */
export const compareAgencies =
  ({ now }: Dependencies) =>
  async ({ db, query }: Call<unknown, unknown, ComparisonQuery>): Promise<Answer> => {
    const { category } = query;
    const at = await now(db);
    const agencyNos = query.agencies.split(',');
    const rows = await listDirectory(db, { category, at, agencyNos, limit: mostCompared });
    const found = agencyNos.map((agencyNo) => rows.find((row) => row.agencyNo === agencyNo));
    const missing = agencyNos.filter((_, i) => found[i] === undefined);
    const twice = agencyNos.filter((one, i) => agencyNos.indexOf(one) < i);
    const faults = [...missing.map(notHireable(category)), ...[...new Set(twice)].map(named)];
    if (faults.length > 0) throw unfit(faults);
    return { body: { category, agencies: rowsIn(agencyNos, rows).map(showEntry(at)) } };
  };

const rowsIn = (agencyNos: readonly string[], rows: readonly DirectoryRow[]): DirectoryRow[] =>
  agencyNos.flatMap((agencyNo) => rows.find((row) => row.agencyNo === agencyNo) ?? []);

const at = 'query/agencies';
const notHireable = (category: string) => (agencyNo: string) => ({
  at,
  fault: {
    zh: `${agencyNo} 现在不能选定承担 ${category} 类服务`,
    en: `${agencyNo} cannot be hired for ${category} now`,
  },
});
const named = (agencyNo: string) => ({
  at,
  fault: { zh: `${agencyNo} 重复`, en: `${agencyNo} is named twice` },
});
