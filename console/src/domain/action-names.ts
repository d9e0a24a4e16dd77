import type { components } from '../../generated/contract.d.ts';

export type Action = components['schemas']['Action'];

/** Tells actions apart that bear the same name: by what is sent with each as it stands, such as the outcome of a closing. */
export function distinctionOf(
  action: Action,
  all: readonly Action[],
  code: (field: string, value: string) => string,
) {
  const isAlone = all.every((other) => other === action || other.action !== action.action);
  if (isAlone) return undefined;
  const said = Object.entries(action.body ?? {}).map(([field, value]) => code(field, value));
  return said.length > 0 ? said.join(' ') : undefined;
}

/** What no two actions of a list have in common. */
export const keyOf = ({ action, href, body = {} }: Action): string => JSON.stringify([action, href, body]);
