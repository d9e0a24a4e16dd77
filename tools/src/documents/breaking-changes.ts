import type { Allow, Role } from '@doudi/infra/http';
import type { Document, Operation } from '@doudi/infra/openapi';

interface Schema {
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Body {
  readonly required?: boolean;
  readonly content?: Content;
}

/**
 * What a client of the `before` would trip over in `after`, one sentence each: a path or verb that is gone, a role that may no
 * longer, a parameter or field that is newly needed, a field that is gone from an answer. None when it can go on as it is.
 */
export function breakingChanges(before: Document, after: Document): string[] {
  return Object.entries(before.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([verb, old]) => {
      const now = after.paths[path]?.[verb];
      const name = `${verb.toUpperCase()} ${path}`;
      if (!after.paths[path]) return [`${name} is gone, with its path`];
      if (!now) return [`${name} is gone`];
      return ofOperation({ before, old }, { after, now }).map((change) => `${name} ${change}`);
    }),
  );
}

function ofOperation(
  { before, old }: { before: Document; old: Operation },
  { after, now }: { after: Document; now: Operation },
): string[] {
  const sent = fields(before, requestSchema(old));
  const needed = names([...fields(after, requestSchema(now))].filter(([, required]) => required));
  // what is needed within something new that may be left out is no burden
  const newlyNeeded = needed.filter((at) => !sent.get(at) && (isAtTop(at) || sent.has(parentOf(at))));
  const told = names([...fields(before, answerSchema(old))]);
  const stillTold = names([...fields(after, answerSchema(now))]);
  return [
    ...narrowed(old['x-who-may'], now['x-who-may']),
    ...added(neededParameters(before, old), neededParameters(after, now)).map((one) => `needs ${one}`),
    ...(!bodyOf(old)?.required && bodyOf(now)?.required ? ['needs a body'] : []),
    ...newlyNeeded.map((field) => `needs the field ${field} in its body`),
    ...added(stillTold, told).map((field) => `no longer answers the field ${field}`),
  ];
}

/** Whose door is shut, and who sees less behind it than before. */
const narrowed = (before: Allow, after: Allow): string[] =>
  (Object.keys(before) as Role[]).flatMap((role) => {
    if (!after[role]) return [`is no longer for ${role}`];
    const isLess = after[role] !== before[role] && after[role] !== 'all';
    return isLess ? [`reaches ${after[role]} for ${role}, no longer ${before[role]}`] : [];
  });

const names = (list: readonly (readonly [string, boolean])[]) => list.map(([name]) => name);
const parentOf = (at: string) => at.slice(0, at.lastIndexOf('/')).replace(/\/\*$/, '');
const isAtTop = (at: string) => parentOf(at) === '';
const added = (before: readonly string[], after: readonly string[]) =>
  after.filter((name) => !before.includes(name));

const bodyOf = (operation: Operation) => operation['requestBody'] as Body | undefined;
const requestSchema = (operation: Operation) => bodyOf(operation)?.content?.['application/json']?.schema;
function answerSchema({ responses }: Operation): Schema | undefined {
  const success = Object.entries(responses as Record<string, Body>).find(([status]) => /^20/.test(status));
  return success?.[1].content?.['application/json']?.schema;
}

function neededParameters(document: Document, { parameters = [] }: Operation): string[] {
  return (parameters as Parameter[])
    .map((parameter) => resolved(document, parameter))
    .filter(({ required }) => required === true)
    .map(({ name, in: where }) => `${where} ${name}`);
}

const resolved = <Part extends { readonly $ref?: string }>(document: Document, part: Part): Part => {
  const [kind = '', name = ''] = part.$ref?.split('/').slice(2) ?? [];
  return part.$ref ? (document.components[kind]?.[name] as Part) : part;
};

/** Every field of a schema by its place, and whether it must be there whenever what holds it is. */
function fields(
  document: Document,
  schema: Schema | undefined,
  { at = '', within = [] as readonly Schema[] } = {},
): Map<string, boolean> {
  if (!schema) return new Map();
  const whole = resolved(document, schema);
  // a schema within itself adds nothing new
  if (within.includes(whole)) return new Map();
  const deeper = (inner: Schema | undefined, place: string) =>
    fields(document, inner, { at: place, within: [...within, whole] });
  const own = Object.entries(whole.properties ?? {}).flatMap(([name, inner]) => [
    [`${at}/${name}`, whole.required?.includes(name) ?? false] as const,
    ...deeper(inner, `${at}/${name}`),
  ]);
  const parts = [...(whole.anyOf ?? []), ...(whole.oneOf ?? []), ...(whole.allOf ?? [])];
  return new Map([
    ...own,
    ...deeper(whole.items, `${at}/*`),
    ...parts.flatMap((part) => [...deeper(part, at)]),
  ]);
}
