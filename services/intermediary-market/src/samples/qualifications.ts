import { addDays, shanghaiDay, type Category, type Day, type Instant } from '@doudi/workflows';
import { sampleAgencies } from './agencies.ts';

export interface SampleQualification {
  readonly agencyNo: string;
  readonly category: Category;
  readonly certificateNo: string;
  readonly validThrough: Day | null;
}

/** About 5 % of the sample: the certificates of these end within 30 days of the day on which they are loaded. */
const endingSoon: readonly string[] = ['A014', 'A034', 'A054', 'A074', 'A094', 'A114', 'A134'];

/** One qualification for each sample agency, in its category; that of the first agency of each category has no end. */
export const sampleQualifications = (loadedAt: Instant): SampleQualification[] =>
  sampleAgencies.map(({ agencyNo, category }, place, all) => ({
    ...{ agencyNo, category, certificateNo: `样例证${agencyNo.slice(1)}号` },
    validThrough:
      all[place - 1]?.category === category ? endOf(shanghaiDay(loadedAt), { agencyNo, place }) : null,
  }));

/** Invented, and the same at each loading on the same day: 5 to 29 days from then, or more than a year. */
function endOf(today: Day, { agencyNo, place }: { readonly agencyNo: string; readonly place: number }): Day {
  const soon = endingSoon.indexOf(agencyNo);
  return addDays(today, soon < 0 ? 400 + ((place * 37) % 1400) : 5 + 4 * soon);
}
