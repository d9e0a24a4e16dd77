import type { components } from '../../generated/contract.d.ts';
import { instantInWords } from '../domain/dates.ts';
import type { Language } from '../words/language-code.ts';
import { trackWords } from '../words/track-words.ts';

export type TrackedCase = components['schemas']['TrackedCase'];
type TrackWord = keyof typeof trackWords;

/** Says a word of the page in its language, with what stands in it. */
export const sayIn =
  (language: Language) =>
  (key: TrackWord, values: Readonly<Record<string, string>> = {}): string =>
    Object.entries(values).reduce<string>(
      (said, [name, value]) => said.replaceAll(`{{${name}}}`, value),
      trackWords[key][language === 'zh' ? 0 : 1],
    );
export type Say = ReturnType<typeof sayIn>;

/** The address says it, else the browser does. */
export const languageOf = (search: string, browser: string): Language =>
  (new URLSearchParams(search).get('lang') ?? browser).startsWith('en') ? 'en' : 'zh';

/** What a case is asked for with: its number, and the code of its slip or the end of a phone. */
export interface Asked {
  readonly no: string;
  readonly secret: string;
}

/** As the square code of a slip brings it. */
export function askedOf(search: string): Asked {
  const given = new URLSearchParams(search);
  return { no: given.get('no') ?? '', secret: given.get('code') ?? '' };
}

/** The address that stands in the browser afterwards: the number alone, so that the code is in no history and on no picture of the screen. */
export const addressOf = ({ no }: Pick<Asked, 'no'>, language: Language): string =>
  `?${new URLSearchParams({ ...(no && { no }), lang: language }).toString()}`;

/** Which fields are not what the server takes, before it is asked. */
export function faultsOf({ no, secret }: Asked): readonly ('no' | 'secret')[] {
  const isNo = /^DD[0-9]{14,20}$/u.test(no);
  const isSecret = isCode(secret) || /^[0-9]{4}$/u.test(secret);
  return [...(isNo ? [] : ['no' as const]), ...(isSecret ? [] : ['secret' as const])];
}

/** Whether it is the code of a slip, with which a case can be rated, too. */
export const isCode = (secret: string): boolean => /^[0-9A-Za-z]{12}$/u.test(secret);

export const trackingPath = ({ no, secret }: Asked): string =>
  `/v1/cases/${no}/tracking?${isCode(secret) ? 'code' : 'phone'}=${secret}`;

/** Where a case stands, as names and what they are; what is not known yet is left out. */
export function factsOf(found: TrackedCase, language: Language): readonly (readonly [string, string])[] {
  const say = sayIn(language);
  const { state, level, lead, openedAt, next, outcome, answeredAt, closedAt, words } = found;
  const code = (field: string, value: string) => words[field]?.[value]?.[language] ?? value;
  const instant = (at: string | null) => at && instantInWords(at, language);
  const facts: (readonly [string, string | null])[] = [
    [say('track.state'), code('state', state)],
    [
      say('track.next'),
      next && say('track.next-by', { what: next.what[language], when: instantInWords(next.at, language) }),
    ],
    [say('track.outcome'), outcome && code('outcome', outcome)],
    [say('track.level'), code('level', level)],
    [say('track.lead'), lead ? code('lead', lead) : say('track.window')],
    [say('track.opened'), instant(openedAt)],
    [say('track.answered'), instant(answeredAt)],
    [say('track.closed'), instant(closedAt)],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}
