import type { Queryable } from '@doudi/infra/database';
import { markReplacementSent, type Replacement } from './agent-replacements.ts';
import type { Dependencies } from './dependencies.ts';

/** Notifies the workflow that another agent follows its order, and marks that. Safe to repeat. */
export async function notifyReplacement(
  db: Queryable,
  replacement: Replacement,
  { clock, sendAgent }: Pick<Dependencies, 'clock' | 'sendAgent'>,
) {
  const { orderNo, seq, agentId, by, at } = replacement;
  const outcome = await sendAgent(orderNo, { seq, agentId, by, at });
  if (outcome === 'sent') await markReplacementSent(db, replacement, await clock.now(db));
  return outcome;
}
