import {
  type Answer,
  type Call,
  IsoDay,
  oneLine,
  optionalWholeNumber,
  page,
  pageOf,
  pageShape,
} from '@doudi/infra/http';
import {
  agencyStates,
  categories,
  qualificationStanding,
  qualificationStandings,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import { ContactAnswer, contactsFor } from './agency-contacts.ts';
import type { Dependencies } from './dependencies.ts';
import { directoryPosition, type DirectoryRow, directorySorts, listDirectory } from './directory.ts';

export const DirectoryQuery = z.strictObject({
  ...pageShape,
  category: z.enum(categories),
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
export const DirectoryEntry = z
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
    /** how its office is reached, to those who choose and those who oversee the market; null where it has not said so */
    contact: ContactAnswer.nullable(),
  })
  .meta({ id: 'DirectoryEntry' });
export const DirectoryAnswer = pageOf(DirectoryEntry);

/** Entries at an instant, with the contacts that the caller may read. */
export const showEntry =
  (at: Instant, contactOf: (agencyNo: string) => ContactAnswer | null) =>
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
    contact: contactOf(row.agencyNo),
  });

export const numbersOf = (rows: readonly DirectoryRow[]): string[] => rows.map(({ agencyNo }) => agencyNo);

/** Whom an owner can hire for a category now, in the order asked for. */
export const readDirectory =
  ({ now }: Dependencies) =>
  async ({ db, caller, query }: Call<unknown, unknown, DirectoryQuery>): Promise<Answer> => {
    const at = await now(db);
    const { sort = 'stars' } = query;
    const rows = await listDirectory(db, { ...query, sort, at });
    const contactOf = await contactsFor(db, caller, numbersOf(rows));
    return { body: page(rows, query, showEntry(at, contactOf), directoryPosition) };
  };
