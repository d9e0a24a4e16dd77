import type { z } from 'zod';

/** The objects within a schema that would take unknown fields, as paths; none when every object is strict. */
export function openRecords(schema: z.ZodType | undefined): string[] {
  const seen = new Set<unknown>();
  const look = (part: unknown, path: string): string[] => {
    if (!part || seen.has(part)) return [];
    seen.add(part);
    const { def } = (part as z.core.$ZodTypes)._zod;
    const own = def.type === 'object' && !isStrict(def) ? [path] : [];
    return [...own, ...partsOf(def).flatMap(([name, inner]) => look(inner, name ? `${path}.${name}` : path))];
  };
  return look(schema, '');
}

type Definition = z.core.$ZodTypes['_zod']['def'];

const isStrict = ({ catchall }: z.core.$ZodObjectDef) => catchall?._zod.def.type === 'never';

/** The schemas a schema is made of, with the name of the field where there is one. */
function partsOf(def: Definition): (readonly [string, unknown])[] {
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape);
    case 'array':
      return [['[]', def.element]];
    case 'record':
      return [['*', def.valueType]];
    case 'tuple':
      return [...def.items, def.rest].map((item, index) => [`[${index}]`, item]);
    case 'union':
      return def.options.map((option) => ['', option]);
    case 'intersection':
      return [['', def.left], ['', def.right]]; // prettier-ignore
    case 'pipe':
      return [['', def.in], ['', def.out]]; // prettier-ignore
    case 'lazy':
      return [['', def.getter()]];
    default:
      return 'innerType' in def ? [['', def.innerType]] : [];
  }
}
