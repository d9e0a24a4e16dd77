import { instantInWords } from '../domain/dates.ts';
import type { Language } from '../words/language-code.ts';
import { ratingSender } from './ask.ts';
import { element } from './element.ts';
import { ratingForm } from './rating-form.ts';
import { factsOf, isCode, sayIn, type Asked, type TrackedCase } from './track-model.ts';

/** How far a case is, and its rating once it is answered. */
export function caseView(found: TrackedCase, asked: Asked, language: Language): readonly HTMLElement[] {
  const say = sayIn(language);
  const facts = factsOf(found, language).map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
  const steps = found.steps.map(({ at, what }) =>
    element('li', {}, element('time', { dateTime: at }, instantInWords(at, language)), ` ${what[language]}`),
  );
  return [
    element('h2', { tabIndex: -1, id: 'case' }, say('track.case', { no: found.caseNo })),
    ...(found.caseNo === asked.no ? [] : [element('p', {}, say('track.merged', { no: asked.no }))]),
    element('dl', {}, ...facts),
    element('h3', {}, say('track.story')),
    element('ol', {}, ...steps),
    element('h3', {}, say('track.rate')),
    ratingPart(found, asked, language),
  ];
}

function ratingPart(found: TrackedCase, asked: Asked, language: Language): HTMLElement {
  const say = sayIn(language);
  if (found.answeredAt === null) return element('p', {}, say('track.rate-later'));
  if (!isCode(asked.secret)) return element('p', {}, say('track.rate-code'));
  return ratingForm({ say, language, onSend: ratingSender(asked) });
}
