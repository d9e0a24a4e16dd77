/** Levels of nesting a body may have; deeper ones are attacks, not requests. */
const deepest = 32;

interface Unstorable {
  readonly path: readonly PropertyKey[];
  readonly fault: string;
}

/** Where a value holds what PostgreSQL cannot store (U+0000, half of a surrogate pair) or is nested too deeply. */
export function unstorable(value: unknown, path: readonly PropertyKey[] = []): Unstorable[] {
  if (typeof value === 'string')
    return /\0|\p{Surrogate}/u.test(value) ? [{ path, fault: 'holds a character that is not text' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (path.length >= deepest) return [{ path, fault: `is nested deeper than ${deepest} levels` }];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(unstorable(name).length > 0 ? [{ path, fault: 'has a name that is not text' }] : []),
    ...unstorable(inner, [...path, name]),
  ]);
}
