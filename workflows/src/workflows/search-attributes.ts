import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributePair,
  type SearchAttributeUpdatePair,
} from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { Track } from '../domain/tracks-and-steps.ts';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);

/** What administrators filter by in the Temporal UI. Never a Text attribute: they break on PostgreSQL. */
export const attributes = {
  orderNo: keyword('OrderNo'),
  track: keyword('Track'),
  stepCode: keyword('StepCode'),
  department: keyword('Department'),
  slaStatus: keyword('SlaStatus'),
  agentId: keyword('AgentId'),
  slaDueAt: defineSearchAttributeKey('SlaDueAt', SearchAttributeType.DATETIME),
  escalated: defineSearchAttributeKey('Escalated', SearchAttributeType.BOOL),
};

/** What every workflow of an order bears for life. */
export const orderAttributes = (of: {
  orderNo: string;
  track: Track;
  agentId: string;
}): SearchAttributePair[] => [
  { key: attributes.orderNo, value: of.orderNo },
  { key: attributes.track, value: of.track },
  { key: attributes.agentId, value: of.agentId },
];

/** The pairs a workflow can start with: those that have a value. */
export const initial = (pairs: readonly SearchAttributeUpdatePair[]): SearchAttributePair[] =>
  pairs.filter((pair): pair is SearchAttributePair => pair.value !== null);

/** Upserts all pairs at once, and only when one differs from what was last said. */
export function attributeWriter(saidAtStart: readonly SearchAttributeUpdatePair[]) {
  let said = JSON.stringify(saidAtStart);
  return (pairs: SearchAttributeUpdatePair[]) => {
    const saying = JSON.stringify(pairs);
    if (saying === said) return;
    said = saying;
    upsertSearchAttributes(pairs);
  };
}
