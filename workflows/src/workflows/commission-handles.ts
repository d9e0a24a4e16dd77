import { defineSignal } from '@temporalio/workflow';
import type { Instant } from '../domain/instant.ts';
import { commissionMessages, type MilestoneNews } from '../messages/commission.ts';

export const commissionHandles = {
  milestone: defineSignal<[MilestoneNews]>(commissionMessages.milestone),
  end: defineSignal<[{ readonly at: Instant; readonly by: string }]>(commissionMessages.end),
};
