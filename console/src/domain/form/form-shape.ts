import type { Schema } from '../../api/schema.ts';

/** What a field of a form is, as it follows from the contract. */
export type Shape =
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly many: boolean }
  | { readonly kind: 'text'; readonly isLong: boolean; readonly maxLength: number | undefined }
  | {
      readonly kind: 'number';
      readonly isWhole: boolean;
      readonly min: number | undefined;
      readonly max: number | undefined;
    }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'day' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'texts'; readonly of: Schema }
  | { readonly kind: 'group'; readonly fields: readonly FieldShape[] }
  | { readonly kind: 'groups'; readonly fields: readonly FieldShape[] };

export interface FieldShape {
  readonly name: string;
  readonly isRequired: boolean;
  /** the request asks for it, and takes null where there is none: it may be left empty */
  readonly isNullable?: boolean;
  readonly shape: Shape;
}

/** From how many characters on a text gets a field of several lines. */
const longFrom = 201;

/**
 * The fields of a body, in the contract's order. `only` are those that an action takes: it marks with `?` what may be left out, and demands
 * the others, also where the contract has them for other actions of the same request.
 */
export function fieldsOf(body: Schema, only?: readonly string[]): FieldShape[] {
  const { properties = {}, required: always = [] } = partsOf(body);
  const required = [...always, ...(only ?? []).filter((name) => !name.endsWith('?'))];
  const taken = only?.map((name) => name.replace(/\?$/u, ''));
  return Object.entries(properties)
    .filter(([name]) => taken === undefined || taken.includes(name))
    .map(([name, schema]) => {
      const isNullable = required.includes(name) && takesNull(schema);
      const isRequired = required.includes(name) && !isNullable;
      return { name, isRequired, ...(isNullable && { isNullable }), shape: shapeOf(schema) };
    });
}

const takesNull = ({ anyOf, type }: Schema): boolean =>
  [type ?? []].flat().includes('null') || (anyOf ?? []).some((one) => one.type === 'null');

/** Values with null for what the contract wants to be told, and was left empty; also within groups. */
export function withNulls(fields: readonly FieldShape[], given: unknown): Record<string, unknown> {
  const values = { ...(given as Record<string, unknown> | undefined) };
  for (const { name, isNullable, shape } of fields) {
    const value = values[name];
    if (value === undefined && isNullable) values[name] = null;
    if (shape.kind === 'group' && value !== undefined) values[name] = withNulls(shape.fields, value);
    if (shape.kind === 'groups' && Array.isArray(value))
      values[name] = value.map((one) => withNulls(shape.fields, one));
  }
  return values;
}

/** What a form starts with where the contract wants a yes or a no: a box that is left alone says no. */
export const unticked = (fields: readonly FieldShape[]): Record<string, false> =>
  Object.fromEntries(
    fields.flatMap(({ name, isRequired, shape }) =>
      isRequired && shape.kind === 'yes-no' ? [[name, false]] : [],
    ),
  );

/** A body that may be one of several is shown with the fields of them all: which belong together the server says. */
function partsOf(body: Schema): {
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
} {
  const several = body.anyOf ?? (body as { oneOf?: readonly Schema[] }).oneOf;
  if (!several) return body;
  const required = several
    .map((one) => one.required ?? [])
    .reduce((all, one) => all.filter((name) => one.includes(name)));
  return {
    properties: Object.fromEntries(several.flatMap((one) => Object.entries(one.properties ?? {}))),
    required,
  };
}

function shapeOf(given: Schema): Shape {
  // a field that may be null is left empty
  const schema = given.anyOf?.find(({ type }) => type !== 'null') ?? given;
  const type = [schema.type ?? []].flat().find((one) => one !== 'null');
  if (schema.enum) return { kind: 'choice', options: schema.enum.map(String), many: false };
  if (type === 'array') return listShape(schema.items ?? {});
  if (type === 'object') return { kind: 'group', fields: fieldsOf(schema) };
  if (type === 'boolean') return { kind: 'yes-no' };
  if (type === 'integer' || type === 'number')
    return { kind: 'number', isWhole: type === 'integer', min: schema.minimum, max: schema.maximum };
  if (schema.format === 'date') return { kind: 'day' };
  if (schema.format === 'date-time') return { kind: 'instant' };
  return {
    kind: 'text',
    // a number or a code has a pattern alone, and is short
    isLong: (schema.maxLength ?? (schema.pattern ? 0 : longFrom)) >= longFrom && !schema.format,
    maxLength: schema.maxLength,
  };
}

function listShape(items: Schema): Shape {
  if (items.enum) return { kind: 'choice', options: items.enum.map(String), many: true };
  if (items.properties) return { kind: 'groups', fields: fieldsOf(items) };
  return { kind: 'texts', of: items };
}

/** The path of a form's field in the pointer of a fault (RFC 6901): `/lines/0/text`. */
export const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/u.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));

/** Values without what was left empty: the contract knows no empty texts. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((one) => one !== undefined);
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value).map(([key, one]) => [key, withoutEmpty(one)] as const);
    const entries = kept.filter(([, one]) => one !== undefined);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  return value === '' || value === null ? undefined : value;
}
