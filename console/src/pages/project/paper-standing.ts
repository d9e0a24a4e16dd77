import type { components } from '../../../generated/contract.d.ts';

export type Paper = components['schemas']['Paper'];
export type Standing = 'stands' | 'expiring' | 'expired' | 'replaced' | 'withdrawn';

/** How many days before its last day a paper is said to expire soon; the notices begin then, too. */
const soonDays = 30;

/** How a paper stands on a day (`yyyy-mm-dd`), as far as that is known; its last day still counts. */
export function standingOf(
  paper: Pick<Paper, 'withdrawn' | 'replacedBy' | 'expiresDay'>,
  today: string | undefined,
): Standing {
  if (paper.withdrawn) return 'withdrawn';
  if (paper.replacedBy) return 'replaced';
  if (paper.expiresDay === null || today === undefined) return 'stands';
  if (paper.expiresDay < today) return 'expired';
  const left = (Date.parse(paper.expiresDay) - Date.parse(today)) / 86_400_000;
  return left < soonDays ? 'expiring' : 'stands';
}

/** Whether an order can cite it: it says what it covers, and stands. */
export const isCitable = (paper: Paper, today: string | undefined): boolean =>
  paper.topics.length > 0 && ['stands', 'expiring'].includes(standingOf(paper, today));
