import type { Document } from '@doudi/infra/openapi';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** What may stand at a place of a value. */
export interface Place {
  /** it is there whenever what holds it is */
  readonly isRequired: boolean;
  readonly types: ReadonlySet<string>;
  /** all values it may have; undefined where they are not listed */
  readonly values: ReadonlySet<unknown> | undefined;
}

/** By path: `body`, `body/name`, `body/parts/*`, … */
export type Places = ReadonlyMap<string, Place>;

interface Where {
  readonly at: string;
  readonly isRequired: boolean;
  /** the schemas it lies in: one within itself adds no place */
  readonly within?: readonly Schema[];
}

/** Every place of the values a schema describes; alternatives are put together. */
export function placesOf(document: Document, schema: Schema, where: Where): Places {
  const { at, isRequired, within = [] } = where;
  const own = resolved(document, schema);
  if (within.includes(own)) return new Map();
  const deeper = (inner: Schema, place: Omit<Where, 'within'>) =>
    placesOf(document, inner, { ...place, within: [...within, own] });
  const alternatives = [...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.allOf ?? [])];
  const properties = Object.entries(own.properties ?? {});
  const { items, additionalProperties: rest } = own;
  return together([
    ...(alternatives.length > 0 ? [] : [new Map([[at, { isRequired, ...holds(own) }]])]),
    ...alternatives.map((alternative) => deeper(alternative, { at, isRequired })),
    ...properties.map(([name, inner]) =>
      deeper(inner, { at: `${at}/${name}`, isRequired: own.required?.includes(name) ?? false }),
    ),
    ...(items ? [deeper(items, { at: `${at}/*`, isRequired: false })] : []),
    ...(typeof rest === 'object' ? [deeper(rest, { at: `${at}/*`, isRequired: false })] : []),
  ]);
}

function holds(schema: Schema): Omit<Place, 'isRequired'> {
  const values = listedValues(schema);
  const types = schema.type ?? values?.map((value) => (value === null ? 'null' : typeof value)) ?? 'any';
  // whole numbers are numbers too
  const all = [types].flat().flatMap((type) => (type === 'number' ? ['integer', 'number'] : [type]));
  return { types: new Set(all), values: values && new Set(values) };
}

function listedValues({ type, enum: listed, ...schema }: Schema): readonly unknown[] | undefined {
  if (type === 'null') return [null];
  return listed ?? ('const' in schema ? [schema.const] : undefined);
}

function together(parts: readonly Places[]): Places {
  const all = new Map<string, Place>();
  for (const [at, place] of parts.flatMap((part) => [...part])) {
    const other = all.get(at);
    all.set(at, other ? either(other, place) : place);
  }
  return all;
}

const either = (one: Place, other: Place): Place => ({
  isRequired: one.isRequired && other.isRequired,
  types: new Set([...one.types, ...other.types]),
  values: one.values && other.values && new Set([...one.values, ...other.values]),
});

function resolved(document: Document, schema: Schema): Schema {
  const [kind = '', name = ''] = schema.$ref?.split('/').slice(2) ?? [];
  return schema.$ref ? (document.components[kind]?.[name] as Schema) : schema;
}
