import { conflict } from '@doudi/infra/http/problem';
import type { Refusal } from '@doudi/workflows';

export const titles: Readonly<Record<string, string>> = {
  'step-closed': 'The step is closed already',
  'task-not-open': 'The task has not opened yet: those before it are not done',
  'task-done': 'The task is decided already',
  'other-kind-of-task': "The task is an agency's work; it moves by its commission",
  'other-department': 'The task is decided by another department',
  'waits-for-check': 'The review is given; now another person of the department checks',
  'waits-for-review': 'The task waits for a review first',
  'same-person': 'One person may not do both: another one of the same duty must',
  'case-closed': 'The case is closed already',
  'case-waits-for-confirmation': 'The case waits for a second person to confirm its closing',
  'outcome-not-for-people': 'This outcome is only for the calendar to bring about',
  'order-closed': 'The order has ended; nothing lies ahead of it',
  'calendar-published': 'The version is published and never changes; write another one',
  'calendar-superseded': 'A newer version is in force; an older one is not published again',
  'nothing-to-confirm': 'No closing of this case waits for a confirmation',
};

/** A refusal of the rules as the problem the caller is told. */
export const refuse = ({ refused, ...details }: Refusal) =>
  conflict(refused, titles[refused] ?? refused, details);
