import type { Words } from '../../words.ts';

/** Levels of nesting a body may have; deeper ones are attacks, not requests. */
const deepest = 32;

interface Unstorable {
  readonly path: readonly PropertyKey[];
  readonly fault: Words;
}

const notText = { zh: '含有不是文字的字符', en: 'holds a character that is not text' };

/**
 * Where a value holds what PostgreSQL cannot store (U+0000, half of a surrogate pair), is nested too deeply, or has a field
 * `__proto__`, which schemas of records leave out instead of refusing it.
 */
export function unstorable(value: unknown, path: readonly PropertyKey[] = []): Unstorable[] {
  if (typeof value === 'string') return isText(value) ? [] : [{ path, fault: notText }];
  if (typeof value !== 'object' || value === null) return [];
  if (path.length >= deepest)
    return [{ path, fault: { zh: `嵌套超过 ${deepest} 层`, en: `is nested deeper than ${deepest} levels` } }];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...nameFaults(name, path),
    ...unstorable(inner, [...path, name]),
  ]);
}

/** PostgreSQL can store it. */
export const isText = (text: string) => !/\0|\p{Surrogate}/u.test(text);

function nameFaults(name: string, path: readonly PropertyKey[]): Unstorable[] {
  if (name === '__proto__')
    return [{ path: [...path, name], fault: { zh: '这里没有此项', en: 'is not known here' } }];
  return isText(name) ? [] : [{ path, fault: { zh: '其名称不是文字', en: 'has a name that is not text' } }];
}
