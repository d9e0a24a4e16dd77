import type { Track } from './tracks-and-steps.ts';

interface SearchAttribute {
  readonly name: string;
  /** never TEXT: it breaks on PostgreSQL */
  readonly type: 'KEYWORD' | 'DATETIME' | 'BOOL';
}

/**
 * What administrators filter by in the Temporal UI: the one declaration of each search attribute. Namespaces are given them
 * before the services start; intake and the workflows set them with these entries as keys.
 */
export const searchAttributes = {
  // for life, from the order
  orderNo: { name: 'OrderNo', type: 'KEYWORD' },
  track: { name: 'Track', type: 'KEYWORD' },
  agentId: { name: 'AgentId', type: 'KEYWORD' },
  // for life, from the step of a step, commission or case
  stepCode: { name: 'StepCode', type: 'KEYWORD' },
  // of the department that decides a step's open task
  department: { name: 'Department', type: 'KEYWORD' },
  // light and due instant, from the clock of a step, order or case
  slaStatus: { name: 'SlaStatus', type: 'KEYWORD' },
  slaDueAt: { name: 'SlaDueAt', type: 'DATETIME' },
  // whose the days of a step are now, as its ledger says; none once it has closed
  bucket: { name: 'Bucket', type: 'KEYWORD' },
  // of a step, LATE while its open task is late by its own clock; none else, and of steps that began before there was one
  taskSla: { name: 'TaskSla', type: 'KEYWORD' },
  // of a case
  caseLevel: { name: 'CaseLevel', type: 'KEYWORD' },
  // whether a step's lateness, or that of a task, has opened a case
  escalated: { name: 'Escalated', type: 'BOOL' },
} as const satisfies Record<string, SearchAttribute>;

/** The attributes that every workflow of an order has for life. */
export const orderAttributes = (of: { orderNo: string; track: Track; agentId: string }) => [
  { key: searchAttributes.orderNo, value: of.orderNo },
  { key: searchAttributes.track, value: of.track },
  { key: searchAttributes.agentId, value: of.agentId },
];
