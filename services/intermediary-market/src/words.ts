import { conflict } from '@doudi/infra/http/problem';
import type { Refusal } from '@doudi/workflows';

export const titles: Readonly<Record<string, string>> = {
  'commission-not-there': 'The commission is not at the stage this needs',
  'other-agency': 'Another agency is engaged',
  'wrong-category': 'The agency is of another category than the commission',
  'agency-suspended': 'The agency is suspended and cannot be engaged; choose another one',
};

/** A refusal of the rules as the problem the caller is told. */
export const refuse = ({ refused, ...details }: Refusal) =>
  conflict(refused, titles[refused] ?? refused, details);
