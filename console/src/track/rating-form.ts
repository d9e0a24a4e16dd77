import type { Language } from '../words/language-code.ts';
import type { Answer, Rating } from './ask.ts';
import { element, marked } from './element.ts';
import { problemBox } from './problem-box.ts';
import type { Say } from './track-model.ts';

const stars = [5, 4, 3, 2, 1] as const;

interface Parts {
  readonly say: Say;
  readonly language: Language;
  readonly onSend: (rating: Rating, language: Language) => Promise<Answer<unknown>>;
}

/** The rating of a case that has been answered, in five levels. */
export function ratingForm({ say, language, onSend }: Parts): HTMLFormElement {
  const note = element('textarea', { id: 'note', rows: 3, maxLength: 500 });
  const said = marked(element('div'), { role: 'status' });
  const send = element('button', { type: 'submit' }, say('track.send'));
  const form = element(
    'form',
    { noValidate: true },
    element(
      'fieldset',
      {},
      element('legend', {}, say('track.stars')),
      ...stars.map((count) => choice(count, say)),
    ),
    element('div', { className: 'field' }, element('label', { htmlFor: 'note' }, say('track.note')), note),
    ...[said, send],
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = Number(new FormData(form).get('stars'));
    if (chosen === 0) said.replaceChildren(element('p', { className: 'fault' }, say('track.choose')));
    else void rate({ stars: chosen, note: note.value });
  });
  const rate = async (rating: Rating) => {
    send.disabled = true;
    const answer = await onSend(rating, language);
    send.disabled = false;
    if ('problem' in answer) said.replaceChildren(problemBox(answer.problem, say));
    else {
      said.replaceChildren(element('p', { className: 'done' }, say('track.thanks')));
      form.replaceChildren(said);
    }
  };
  return form;
}

const choice = (count: (typeof stars)[number], say: Say): HTMLLabelElement =>
  element(
    'label',
    { className: 'choice' },
    element('input', { type: 'radio', name: 'stars', value: String(count) }),
    ` ${'★'.repeat(count)} ${say(`track.stars-${count}`)}`,
  );
