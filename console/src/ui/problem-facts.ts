import type { Problem } from '../api/problem.ts';
import { dayInWords, instantInWords } from '../domain/dates.ts';
import type { Language } from '../words/language-code.ts';
import { pageWords, type PageWord } from '../words/page-words.ts';

interface Words {
  readonly language: Language;
  readonly t: (key: PageWord) => string;
  readonly code: (field: string, code: string) => string;
  readonly list: (words: readonly string[]) => string;
}

/** Members of a problem that its notice shows in another way, or that no person needs. */
const shownElsewhere = ['type', 'status', 'title', 'detail', 'help', 'faults', 'requestId', 'etag'];

/** The word for a member of a problem, if it has one: a field of requests of the same name has the same. */
export const memberWord = (name: string): PageWord | undefined =>
  [`member.${name}`, `field.${name}`].find((key): key is PageWord => key in pageWords);

/** What a problem says beside its text, as people read it. */
export const problemFacts = (problem: Problem, words: Words): { name: string; value: string }[] =>
  Object.entries(problem).flatMap(([member, value]) => {
    const word = shownElsewhere.includes(member) ? undefined : memberWord(member);
    const said = word && inWords(member, value, words);
    return said ? [{ name: words.t(word), value: said }] : [];
  });

function inWords(member: string, value: unknown, words: Words): string {
  if (Array.isArray(value)) return words.list(value.map((one) => inWords(member, one, words)));
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null)
    return 'task' in value ? words.code('task', String(value.task)) : '';
  if (typeof value !== 'string') return '';
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return dayInWords(value, words.language);
  if (/^\d{4}-\d\d-\d\dT/u.test(value)) return instantInWords(value, words.language);
  return words.code(member, value);
}

/** A text of the API as a person reads it: the names of members, fields and codes that it quotes, in words. */
export const withoutNames = (text: string, { language, t, code }: Words): string =>
  text.replaceAll(/[“`]([A-Za-z][\w-]*)[”`]/gu, (whole, name: string) => {
    const word = memberWord(name);
    const said = word ? t(word) : code('', name);
    return said === name ? whole : language === 'zh' ? `“${said}”` : `“${said.toLowerCase()}”`;
  });
