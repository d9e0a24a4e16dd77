import { conflict, type Problem } from '@doudi/infra/http/problem';
import type { Refusal } from '@doudi/workflows';

/** What people read when the counter refuses, by the problem's type. */
export const titles = {
  'project-already-registered': 'A project is registered under this code already',
  'days-out-of-range': 'An on-demand order takes 13 to 30 working days',
  'order-already-open': 'The project has an order that is not closed yet',
  'order-closed': 'The order is closed already',
} as const;

const isKnown = (code: string): code is keyof typeof titles => code in titles;

/** A refusal as a 409 problem: its code is the type, its details say what would help. */
export const refuse = ({ refused, ...details }: Refusal): Problem =>
  conflict(refused, isKnown(refused) ? titles[refused] : `Refused: ${refused}`, details);
