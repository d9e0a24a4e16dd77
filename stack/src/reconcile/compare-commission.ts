import { compareCommission, restoreCommission, sendMissing } from '@doudi/intermediary-market/reconcile';
import type { CommissionRun, MilestoneNotice } from '@doudi/workflows';
import type { Finding } from './finding.ts';
import { readStory, type Story } from './read-story.ts';
import type { Stores } from './stores.ts';

/** Compares a commission of the market with the milestones that its workflow was told. */
export async function compareCommissionOf(
  { market, temporal }: Stores,
  workflowId: string,
): Promise<Finding[]> {
  const story = await readStory(temporal, workflowId);
  if (!story) return [];
  const { request } = story.input[0] as CommissionRun;
  const { commissionNo: about } = request;
  const told = milestonesOf(story);
  switch (await compareCommission(market, about, told)) {
    case 'equal':
      return [];
    case 'behind':
      return [
        {
          about,
          says: 'the market lacks milestones: they come back without their texts and hashes',
          mendRows: () => restoreCommission(market, request, told),
        },
      ];
    case 'ahead':
      return story.isRunning
        ? [
            {
              about,
              says: 'its workflow lacks milestones of the market: they are sent again',
              mendRows: () => sendMissing(market, about, told),
            },
          ]
        : [];
    case 'contradicting':
      return [
        { about, says: 'market and workflow went different ways: the parties must say what was agreed' },
      ];
  }
}

/** By number, from 1 without gaps; a repeat changes nothing. */
function milestonesOf({ signals }: Story): MilestoneNotice[] {
  const all = signals
    .filter(({ name }) => name === 'milestone')
    .flatMap(({ args }) => args as MilestoneNotice[]);
  const bySeq = new Map(all.map((notice) => [notice.seq, notice]));
  const inOrder: MilestoneNotice[] = [];
  for (let next = bySeq.get(1); next; next = bySeq.get(next.seq + 1)) inOrder.push(next);
  return inOrder;
}
