import type { components } from '../../generated/contract.d.ts';
import type { Schema } from '../api/schema.ts';

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

/** Each action once, where several reads list the same. */
export const withoutRepeats = (actions: readonly Action[]): Action[] => [
  ...new Map(actions.map((action) => [keyOf(action), action])).values(),
];

/**
 * The fields of an action, with a question mark what may be left out. Where an action marks none, the contract says it: not every service
 * marks them.
 */
export const markedFields = (fields: readonly string[], { required = [] }: Schema): string[] =>
  fields.some((name) => name.endsWith('?'))
    ? [...fields]
    : fields.map((name) => (required.includes(name) ? name : `${name}?`));

/** The fields of a body beside those that are fixed, as an action lists them. */
export const fieldsAsked = (body: Schema, fixed: Readonly<Record<string, unknown>>): string[] =>
  markedFields(
    Object.keys(body.properties ?? {}).filter((name) => !(name in fixed)),
    body,
  );
