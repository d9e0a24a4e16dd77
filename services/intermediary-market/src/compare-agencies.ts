import { type Answer, type Call, type Fault, unfit } from '@doudi/infra/http';
import { bilingual, type Words } from '@doudi/infra/words';
import { categories } from '@doudi/workflows';
import { z } from 'zod';
import { contactsFor } from './agency-contacts.ts';
import type { Dependencies } from './dependencies.ts';
import { listDirectory } from './directory.ts';
import { DirectoryEntry, numbersOf, showEntry } from './read-directory.ts';

/** So many fit on a page side by side. */
const mostCompared = 5;

export const ComparisonQuery = z.strictObject({
  category: z.enum(categories),
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
  .strictObject({ category: z.enum(categories), agencies: z.array(DirectoryEntry).min(1).max(mostCompared) })
  .meta({ id: 'AgencyComparison' });

/** Up to five agencies of a category side by side, in the order asked for. Throws 422 with those that cannot be hired for it. */
export const compareAgencies =
  ({ now }: Dependencies) =>
  async ({ db, caller, query }: Call<unknown, unknown, ComparisonQuery>): Promise<Answer> => {
    const { category } = query;
    const at = await now(db);
    const agencyNos = query.agencies.split(',');
    const rows = await listDirectory(db, { category, at, agencyNos, limit: mostCompared });
    const found = new Map(rows.map((row) => [row.agencyNo, row]));
    const missing = agencyNos.filter((one) => !found.has(one));
    const twice = agencyNos.filter((one, i) => agencyNos.indexOf(one) < i);
    const faults = [...named(missing, notHireable(category)), ...named(twice, isTwice)];
    if (faults.length > 0) throw unfit(faults);
    const show = showEntry(at, await contactsFor(db, caller, numbersOf(rows)));
    return { body: { category, agencies: agencyNos.flatMap((one) => found.get(one) ?? []).map(show) } };
  };

const notHireable =
  (category: string) =>
  (agencyNo: string): Words => ({
    zh: `${agencyNo} 现在不能选定承担 ${category} 类服务`,
    en: `${agencyNo} cannot be hired for ${category} now`,
  });
const isTwice = (agencyNo: string): Words => ({ zh: `${agencyNo} 重复`, en: `${agencyNo} is named twice` });

const named = (agencyNos: readonly string[], say: (agencyNo: string) => Words): Fault[] =>
  [...new Set(agencyNos)].map((agencyNo) => ({ at: 'query/agencies', fault: say(agencyNo) }));
