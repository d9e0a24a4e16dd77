/** What paths refer to, by kind and name. */
export type Components = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface Part {
  readonly $ref?: string;
}

/** A part of a document, or what it refers to. */
export function resolved<Whole extends Part>(components: Components, part: Whole): Whole {
  const [kind = '', name = ''] = part.$ref?.split('/').slice(2) ?? [];
  return part.$ref ? (components[kind]?.[name] as Whole) : part;
}

const referred = /"#\/components\/(\w+)\/([\w.-]+)"/g;
const pruned = ['schemas', 'responses', 'parameters'];

/** Components without the schemas, answers and parameters that no path needs. */
export function neededComponents(components: Components, paths: unknown): Components {
  const needed = new Set<string>();
  const look = (part: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(part ?? null).matchAll(referred)) {
      if (needed.has(`${kind}/${name}`)) continue;
      needed.add(`${kind}/${name}`);
      look(components[kind]?.[name]);
    }
  };
  look(paths);
  const keep = (kind: string, named: Components[string]) =>
    Object.fromEntries(
      Object.entries(named).filter(([name]) => !pruned.includes(kind) || needed.has(`${kind}/${name}`)),
    );
  return Object.fromEntries(Object.entries(components).map(([kind, named]) => [kind, keep(kind, named)]));
}
