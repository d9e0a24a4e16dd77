import { checkDigits } from '../cases/case-number.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';

/** The place of each task in the number of its result. Never renumbered: numbers were given out. */
const places = {
  record: '01',
  'order-meeting': '02',
  'planning-conditions': '03',
  'scheme-design': '04',
  'scheme-review': '05',
  'eia-report': '06',
  'eia-review': '07',
  'construction-drawings': '08',
  'drawing-review': '09',
  'fire-review': '10',
  'safety-registration': '11',
  'construction-permit': '12',
} as const satisfies Record<TaskCode, string>;

/**
 * The number of what a task has issued: `R`, the digits of its order, two digits of the task, two check digits (ISO 7064 mod 97-10, as
 * of cases). An order decides a task once, so no two results share one. Our own scheme: the standards at hand number no results.
 * A correction bears it with how many there were: `R20170616000112nn-2`.
 */
export function resultNumber(orderNo: string, task: TaskCode, corrections = 0): string {
  const digits = orderNo.slice(1) + places[task];
  const edition = corrections > 0 ? `-${corrections}` : '';
  return `R${digits}${checkDigits(digits)}${edition}`;
}
