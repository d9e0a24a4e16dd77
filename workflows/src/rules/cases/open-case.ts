import type { Case, CaseCause, CaseWay } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Department, StepCode } from '../../domain/tracks-and-steps.ts';

/** What is known of a case as it comes. */
interface Coming {
  readonly openedAt: Instant;
  readonly way: CaseWay;
  readonly cause: CaseCause;
  readonly orderNo?: string | null;
  readonly step?: StepCode | null;
  readonly commissionNo?: string | null;
  readonly lead?: Department | null;
  readonly isUrgent?: boolean;
  readonly requiredBy?: Instant | null;
}

/** A case as it comes: of a person on the spot, by timeout and transfer at the lead department (design 5). */
export const openCase = ({ openedAt, way, cause, ...coming }: Coming): Case => ({
  ...untouched(openedAt),
  ...{ way, cause },
  level: way === 'timeout' || way === 'transfer' ? 'L1' : 'L0',
  ...{ orderNo: null, step: null, commissionNo: null, lead: null, isUrgent: false, requiredBy: null },
  ...coming,
});

/** A case by timeout under the rules before 2026-12: no clock of its own, no call-back. */
export const openFormerCase = (
  { openedAt, orderNo, step }: Pick<Coming, 'openedAt' | 'orderNo' | 'step'>,
  reopenings: number,
): Case => ({
  ...openCase({ openedAt, way: 'timeout', cause: 'timeout', orderNo: orderNo ?? null, step: step ?? null }),
  rulesVersion: 1,
  reopenings,
});

/** Nothing has happened yet but that it was opened. */
const untouched = (openedAt: Instant) =>
  ({
    rulesVersion: 2,
    ...{ openedAt, changedAt: openedAt, levelSince: openedAt, events: 1 },
    ...{ failed: [], asked: [], commitments: [], schedule: [], matters: [] },
    plan: { day: null, missingAt: null, missedAt: null },
    state: 'open',
    ...{ reopenings: 0, wasDissatisfied: false, handler: null, style: null },
    ...{ contactedAt: null, contactMissedAt: null, stepClosedAt: null },
    ...{ outcome: null, proposedBy: null, answeredAt: null, callBack: null },
    ...{ mergedInto: null, closedAt: null },
  }) as const;
