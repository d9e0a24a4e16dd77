import { z } from 'zod';
import { bilingual, joinWords, wordsOf, type Words } from '../../words.ts';
import { chineseFault, oneOf } from './chinese-faults.ts';
import type { Fault } from '../problems/problem.ts';

type At = (path: readonly PropertyKey[]) => string;

const english = z.locales.en().localeError;
const textOf = (message: ReturnType<z.core.$ZodErrorMap>) =>
  typeof message === 'string' ? message : (message?.message ?? '');

/** What a schema does not say itself is said in Chinese by us, in English by the library. */
export const inBothLanguages: z.core.$ZodErrorMap = (issue) =>
  bilingual(chineseFault(issue), textOf(english(issue)));

/** The faults one issue of a schema is; each unknown field is a fault of its own. */
export function faultsOf(issue: z.core.$ZodIssue, at: At): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      at: at([...issue.path, key]),
      fault: { zh: '这里没有此项', en: 'is not known here' },
    }));
  if (issue.code === 'invalid_union') return [{ at: at(issue.path), fault: unionFault(issue) }];
  return [{ at: at(issue.path), fault: readable(issue.message) }];
}

function readable(message: string): Words {
  const { zh, en } = wordsOf(message);
  return {
    zh,
    en: en
      .replace(/^Invalid input: (.*), received undefined$/, 'is missing: $1')
      .replace(/^Invalid (input|option|string): /, ''),
  };
}

function unionFault(issue: z.core.$ZodIssueInvalidUnion): Words {
  if (issue.discriminator && 'options' in issue && issue.options) {
    const options = issue.options.map((option) => JSON.stringify(option)).join('|');
    return { zh: oneOf(issue.options), en: `expected one of ${options}` };
  }
  const ways = issue.errors.map((way) =>
    joinWords(
      way.map(({ message }) => readable(message)),
      '且',
      ' and ',
    ),
  );
  if (ways.length === 0) return readable(issue.message);
  const all = joinWords([...new Map(ways.map((way) => [way.en, way])).values()], '；', '; ');
  return { zh: `都不符合：${all.zh}`, en: `fits none of: ${all.en}` };
}
