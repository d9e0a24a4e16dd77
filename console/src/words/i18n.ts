import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageAtStart } from './language.ts';
import { pageWords } from './page-words.ts';

const inLanguage = (index: 0 | 1) =>
  Object.fromEntries(Object.entries(pageWords).map(([key, said]) => [key, said[index]]));

export async function startWords(): Promise<void> {
  const language = languageAtStart();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { zh: { translation: inLanguage(0) }, en: { translation: inLanguage(1) } },
    // keys are whole, such as `order.due`, and React escapes by itself
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
}
