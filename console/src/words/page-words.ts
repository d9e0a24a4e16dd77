import { administrationWords } from './administration-words.ts';
import { calendarWords } from './calendar-words.ts';
import { caseWords } from './case-words.ts';
import { deskWords } from './desk-words.ts';
import { fieldWords } from './field-words.ts';
import { homeWords } from './home-words.ts';
import { memberWords } from './member-words.ts';
import { noticeWords } from './notice-words.ts';
import { marketWords } from './market-words.ts';
import { newOrderWords } from './new-order-words.ts';
import { orderWords } from './order-words.ts';
import { projectWords } from './project-words.ts';
import { shellWords } from './shell-words.ts';
import { supervisionWords } from './supervision-words.ts';
import { trackWords } from './track-words.ts';

type Bilingual = readonly [zh: string, en: string];

/** Everything the pages say by themselves, in Chinese and English. Codes have their words in the product's dictionary. */
export const pageWords = {
  ...shellWords,
  ...homeWords,
  ...orderWords,
  ...deskWords,
  ...caseWords,
  ...noticeWords,
  ...supervisionWords,
  ...administrationWords,
  ...newOrderWords,
  ...projectWords,
  ...marketWords,
  ...calendarWords,
  ...trackWords,
  ...fieldWords,
  ...memberWords,
} as const satisfies Readonly<Record<string, Bilingual>>;
export type PageWord = keyof typeof pageWords;
