import type { AgencyState, Category } from '@doudi/workflows';
import { sampleCategories } from './categories.ts';
import { inventedUscc } from './uscc.ts';

export interface SampleAgency {
  /** `A001` and up */
  readonly agencyNo: string;
  readonly category: Category;
  readonly uscc: string;
  readonly zh: string;
  readonly status: Extract<AgencyState, 'listed' | 'suspended'>;
}

/** The first agency of these categories belongs to a sample person, under a code given beforehand. */
const codesOfSamplePeople: Partial<Record<Category, string>> = {
  DSN: '91330683MAFAKE107P',
  EIA: '91330683MAFAKE115J',
  DRW: '91330683MAFAKE123D',
};
/** About 3 % of the sample: the last agency of these categories. */
const withOneSuspended: readonly Category[] = ['ENG', 'DSN', 'CST', 'SUP'];

const inventedCode = (agencyNo: string) => inventedUscc('91330683', `MFAKE${agencyNo.slice(1)}`);

/** The 145 sample agencies, all invented and named so. */
export const sampleAgencies: readonly SampleAgency[] = sampleCategories
  .flatMap((category) => Array.from({ length: category.agencies }, (_, i) => ({ category, place: i + 1 })))
  .map(({ category: { code, sampleName, agencies }, place }, i) => {
    const agencyNo = `A${String(i + 1).padStart(3, '0')}`;
    return {
      agencyNo,
      category: code,
      uscc: (place === 1 && codesOfSamplePeople[code]) || inventedCode(agencyNo),
      zh: `${sampleName}(虚构${String(place).padStart(2, '0')})`,
      status: place === agencies && withOneSuspended.includes(code) ? 'suspended' : 'listed',
    };
  });
