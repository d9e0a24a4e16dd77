import i18next from 'i18next';
import type { Language } from './language-code.ts';

const kept = 'doudi.language';

/** Chosen before, else the browser's, else Chinese. */
export const languageAtStart = (): Language => {
  const chosen = localStorage.getItem(kept) ?? navigator.language;
  return chosen.startsWith('en') ? 'en' : 'zh';
};

export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
