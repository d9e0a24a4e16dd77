import { publicAgencyStates } from '../../domain/agency.ts';
import type { Agency, AgencyState, Qualification, QualificationStanding } from '../../domain/agency.ts';
import type { Instant } from '../../domain/instant.ts';
import type { HiringRefusal, Refusal } from '../../domain/refusal.ts';
import { shanghaiStart } from '../../domain/shanghai-time.ts';
import type { Category } from '../../domain/tracks-and-steps.ts';
import { agencyAsOf } from './agency-standing.ts';
import { addDays, endOfCivilDay } from './civil-days.ts';

/** Days of the calendar before the last valid day of a certificate, from which on those concerned are warned. */
const warningDays = 30;

type Dated = Pick<Qualification, 'validThrough'>;

/** 24:00 of the last valid day of a certificate, from which on its category is suspended; null of one without end. */
export const qualificationExpiresAt = ({ validThrough }: Dated): Instant | null =>
  validThrough && endOfCivilDay(validThrough);

/** From when on the end of a certificate is near: the beginning of the day 30 days before its last valid one. */
export const qualificationWarnsAt = ({ validThrough }: Dated): Instant | null =>
  validThrough && shanghaiStart(addDays(validThrough, -warningDays));

export function qualificationStanding(qualification: Dated, at: Instant): QualificationStanding {
  const [warnsAt, expiresAt] = [qualificationWarnsAt(qualification), qualificationExpiresAt(qualification)];
  if (warnsAt === null || expiresAt === null || at < warnsAt) return 'valid';
  return at < expiresAt ? 'expiring' : 'expired';
}

export interface Hireable {
  readonly agency: Agency;
  /** those that are granted, one a category */
  readonly qualifications: readonly Qualification[];
}

/** How an application stands concerns the agency and those who oversee the market. */
const publicStateOf = (state: AgencyState): AgencyState | null =>
  publicAgencyStates.some((one) => one === state) ? state : null;

/** Why an agency may not be hired for a category at an instant, if so: not listed, suspended, not qualified, or its certificate has expired. */
export function hiringRefusal(
  { agency, qualifications }: Hireable,
  category: Category,
  at: Instant,
): Refusal<HiringRefusal> | undefined {
  const { state, suspendedThrough } = agencyAsOf(agency, at);
  if (state === 'suspended' || state === 'repairing')
    return { refused: 'agency-suspended', suspendedThrough };
  if (state !== 'listed' && state !== 'warned')
    return { refused: 'agency-not-listed', state: publicStateOf(state) };
  const held = qualifications.find((one) => one.category === category);
  if (!held)
    return {
      refused: 'wrong-category',
      qualified: qualifications.map((one) => one.category),
      needs: category,
    };
  return qualificationStanding(held, at) === 'expired'
    ? { refused: 'qualification-expired', needs: category, validThrough: held.validThrough }
    : undefined;
}
