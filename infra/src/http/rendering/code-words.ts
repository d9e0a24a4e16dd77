import { z } from 'zod';
import type { Words } from '../../words.ts';
import { WordsAnswer } from './words-answer.ts';

/** The words of the codes in an answer, by the field that bears a code and the code: `words.light.GREEN.zh`. */
export const CodeWords = z
  .record(z.string(), z.record(z.string(), WordsAnswer))
  .meta({ id: 'CodeWords', examples: [{ light: { GREEN: { zh: '绿灯', en: 'green' } } }] });
type CodeWords = Record<string, Record<string, Words>>;

/** Fields with closed lists that no person reads. */
const forPrograms: readonly string[] = ['verb'];

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The codes of closed lists that an answer of this schema can bear, by field: as its value, in its list, or as the keys of what it holds. */
export function codesIn(answer: z.ZodType): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  // without the names of documents, so that everything stands in its place
  look(z.toJSONSchema(answer, { unrepresentable: 'any', metadata: z.registry() }));
  return found;

  function look(node: unknown): void {
    if (typeof node !== 'object' || node === null) return;
    const { properties = {} } = node as Schema;
    for (const [field, schema] of Object.entries(properties).filter(([name]) => !forPrograms.includes(name)))
      for (const code of codesOf(schema)) found.set(field, (found.get(field) ?? new Set()).add(code));
    Object.values(node).forEach(look);
  }
}

function codesOf({ enum: values = [], const: value, propertyNames, items, anyOf = [] }: Schema): string[] {
  const own = [...values, value].filter((code) => typeof code === 'string');
  const within = [propertyNames, items, ...anyOf].flatMap((schema) => (schema ? codesOf(schema) : []));
  return [...own, ...within];
}

/** Completes answers of a schema with the words of every code they bear, and of no other; `wordsIn` has them by field and code. */
export function codeWords(answer: z.ZodType, wordsIn: (field: string, code: string) => Words) {
  const known = codesIn(answer);
  return <Body extends object>(body: Body): Body & { words: CodeWords } => {
    const words: CodeWords = {};
    const say = (field: string, code: string) => {
      if (known.get(field)?.has(code)) (words[field] ??= {})[code] = wordsIn(field, code);
    };
    look(body);
    return { ...body, words };

    function look(node: object): void {
      for (const [field, value] of Object.entries(node) as [string, unknown][]) {
        if (typeof value === 'string') say(field, value);
        if (typeof value !== 'object' || value === null) continue;
        for (const key of Object.keys(value)) say(field, key);
        if (Array.isArray(value)) for (const one of value) if (typeof one === 'string') say(field, one);
        look(value);
      }
    }
  };
}
