import { element, marked } from './element.ts';
import { faultsOf, type Asked, type Say } from './track-model.ts';

const wrong = { no: 'track.no-wrong', secret: 'track.secret-wrong' } as const;

/** Asks for the number of a case and its code or the end of a phone. */
export function askForm(asked: Asked, say: Say, onAsk: (asked: Asked) => void): HTMLFormElement {
  const no = field('no', asked.no, say);
  const secret = field('secret', asked.secret, say);
  const form = element(
    'form',
    { noValidate: true },
    element('p', {}, say('track.about')),
    ...[no.part, secret.part, element('button', { type: 'submit' }, say('track.ask'))],
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = { no: no.input.value.trim().toUpperCase(), secret: secret.input.value.trim() };
    const faults = faultsOf(given);
    no.show(faults.includes('no'));
    secret.show(faults.includes('secret'));
    if (faults.length === 0) onAsk(given);
    else (faults[0] === 'no' ? no : secret).input.focus();
  });
  return form;
}

function field(name: 'no' | 'secret', value: string, say: Say) {
  const input = element('input', { id: name, name, value, autocomplete: 'off', spellcheck: false });
  const help = element('p', { id: `${name}-help`, className: 'help' });
  if (name === 'no') help.append(say('track.no-example'));
  marked(input, { 'aria-describedby': help.id });
  const label = element('label', { htmlFor: name }, say(`track.${name}`));
  const show = (isWrong: boolean) => {
    input.setAttribute('aria-invalid', String(isWrong));
    help.className = isWrong ? 'fault' : 'help';
    help.textContent = isWrong ? say(wrong[name]) : name === 'no' ? say('track.no-example') : '';
  };
  return { input, show, part: element('div', { className: 'field' }, label, input, help) };
}
