import type { Case, CaseParty } from '../../domain/case.ts';
import type { Department } from '../../domain/tracks-and-steps.ts';

/** Everybody who leads a case, is asked in it, or is held to something, once. */
export const partiesOf = ({ lead, asked, commitments, schedule }: Case): CaseParty[] => [
  ...new Set<CaseParty>([
    ...(lead ? [lead] : []),
    ...asked.map(({ department }) => department),
    ...commitments.map(({ party }) => party),
    ...schedule.map(({ party }) => party),
  ]),
];

const prefix = 'agency:';

/** The USCC of a party that is an agency. */
export const agencyOfParty = (party: CaseParty): string | null =>
  party.startsWith(prefix) ? party.slice(prefix.length) : null;

/** A party that is a department. */
export const departmentOfParty = (party: CaseParty): Department | null =>
  party.startsWith(prefix) ? null : (party as Department);
