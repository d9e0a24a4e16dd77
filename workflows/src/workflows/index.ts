// The entry of the workflow bundle: every function exported here can be started by its name.
export { approvalStep } from './approval-step.ts';
export { approveOrder } from './approve-order.ts';
export { publishCalendar } from './publish-calendar.ts';
export { resolveCase } from './resolve-case.ts';
export { runCommission } from './run-commission.ts';
