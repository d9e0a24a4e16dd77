import { wordsIn, type Words } from '@doudi/workflows/words';
import { useTranslation } from 'react-i18next';
import type { Language } from './language-code.ts';
import type { PageWord } from './page-words.ts';

/** What people read, in their language: `t` of the pages' own words, `code` of the product's codes, `say` of what an answer brings in both. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return {
    language,
    t: (key: PageWord, values: Readonly<Record<string, string | number>> = {}): string => t(key, values),
    code: (field: string, code: string): string => wordsIn(field, code)[language],
    /** several words in a row */
    list: (words: readonly string[]): string => words.join(language === 'zh' ? '、' : ', '),
    say: (words: Words): string => words[language],
  };
}
