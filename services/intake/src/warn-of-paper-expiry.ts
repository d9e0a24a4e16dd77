import { insertNotices } from '@doudi/infra/http';
import type { Dependencies } from './dependencies.ts';
import { paperExpiring } from './notices.ts';
import { listExpiringPapers } from './papers.ts';

/** Calendar days before its last day at which the owner of a paper is told. */
const warningDays = 30;

/** Tells enterprise and agents, once each, of papers that expire within 30 days. */
export const warnOfPaperExpiry =
  ({ pool, clock }: Pick<Dependencies, 'pool' | 'clock'>) =>
  async (): Promise<void> => {
    const now = await clock.now();
    const papers = await listExpiringPapers(pool, now, warningDays);
    await insertNotices(pool, papers.flatMap((paper) => paperExpiring(paper, now))); // prettier-ignore
  };
