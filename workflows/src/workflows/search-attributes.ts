import type { SearchAttributePair, SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';

/** The pairs a workflow can start with: those that have a value. */
export const initial = (pairs: readonly SearchAttributeUpdatePair[]): SearchAttributePair[] =>
  pairs.filter((pair): pair is SearchAttributePair => pair.value !== null);

/** Upserts all pairs at once, and only when one differs from what was set last. */
export function attributeWriter(setAtStart: readonly SearchAttributeUpdatePair[]) {
  let known = JSON.stringify(setAtStart);
  return (pairs: SearchAttributeUpdatePair[]) => {
    const wanted = JSON.stringify(pairs);
    if (wanted === known) return;
    known = wanted;
    upsertSearchAttributes(pairs);
  };
}
