import Negotiator from 'negotiator';

/** A text that people read, in the languages of the product. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
export type Language = keyof Words;

const languages: readonly Language[] = ['en', 'zh'];

/** The language of an Accept-Language header (RFC 9110 section 12.5.4); English for who asks for neither. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  new Negotiator({ headers: { 'accept-language': acceptLanguage } }).language([...languages]) === 'zh'
    ? 'zh'
    : 'en';

/** ASCII's record separator: no text for people holds it. */
const between = '\u001e';

/** Both languages as one text, for schemas, which take nothing else as a message. */
export const bilingual = (zh: string, en: string): string => `${zh}${between}${en}`;

/** What `bilingual` has joined; any other text is the same in both. */
export function wordsOf(text: string): Words {
  const [zh = text, en = zh] = text.split(between);
  return { zh, en };
}

/** Several as one, with a text between them. */
export const joinWords = (all: readonly Words[], zh: string, en: string): Words => ({
  zh: all.map((one) => one.zh).join(zh),
  en: all.map((one) => one.en).join(en),
});
