import type { AskedDepartment, Case, CaseLevel, FailedLevel } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { isClimbing } from './case-clock.ts';

/** The level above; there is none above the last. */
const levelAbove: Readonly<Record<CaseLevel, CaseLevel>> = {
  L0: 'L1',
  L1: 'L2',
  L2: 'L3',
  L3: 'L4',
  L4: 'L4',
};

/** A case one level up, where its clock begins anew; at the last level it needs a new plan. */
export const raised = (one: Case, at: Instant): Case => ({
  ...one,
  level: levelAbove[one.level],
  levelSince: at,
  plan: { day: null, missingAt: null, missedAt: null },
});

/** A case one level up because nobody answered in time, with who failed on record; one that does not climb stays. */
export function raisedFor(one: Case, at: Instant, because: FailedLevel['because'], who = failing(one)): Case {
  if (!isClimbing(one)) return one;
  const failed = [...one.failed, { level: one.level, at, because, who }];
  return { ...raised(one, at), failed };
}

/** Who has not answered at a level: the window on the spot, else the lead department with those it asked who said nothing. */
function failing({ level, lead, asked }: Case): string[] {
  const lacking = lead ?? 'fallback-officer';
  if (level === 'L0') return ['fallback-officer'];
  if (level === 'L1') return [lacking];
  const silent = asked.filter(isWithoutAnswer).map(({ department }) => department);
  return [...new Set([lacking, ...silent])];
}

const isWithoutAnswer = ({ answeredAt, silentAt, isPermit }: AskedDepartment): boolean =>
  answeredAt === null && (silentAt === null || isPermit);
