import type { Language } from '../words/language-code.ts';
import { fetchTracked, type Answer } from './ask.ts';
import { askForm } from './ask-form.ts';
import { caseView } from './case-view.ts';
import { element, marked } from './element.ts';
import { problemBox } from './problem-box.ts';
import { addressOf, askedOf, faultsOf, languageOf, sayIn, type TrackedCase } from './track-model.ts';
import './track.css';

const root = document.querySelector('#root') ?? document.body;
let language: Language = languageOf(location.search, navigator.language);
let asked = askedOf(location.search);
let answer: Answer<TrackedCase> | undefined;

show();
if (faultsOf(asked).length === 0) void ask();

async function ask(): Promise<void> {
  const status = root.querySelector('[role="status"]');
  status?.replaceChildren(sayIn(language)('track.asking'));
  answer = await fetchTracked(asked, language);
  show();
  root.querySelector<HTMLElement>('#case')?.focus();
}

function show(): void {
  const say = sayIn(language);
  // the code stays in the memory of the page alone
  history.replaceState(null, '', addressOf(asked, language));
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = `${say('track.title')} · ${say('track.product')}`;
  const found = answer && 'body' in answer ? answer.body : undefined;
  root.replaceChildren(
    element('header', {}, element('strong', {}, say('track.product')), languageButton()),
    element(
      'main',
      {},
      element('h1', {}, say('track.title')),
      ...(found ? [...caseView(found, asked, language), againButton()] : formParts()),
    ),
  );
}

function formParts(): readonly HTMLElement[] {
  const say = sayIn(language);
  const form = askForm(asked, say, (given) => {
    asked = given;
    void ask();
  });
  const status = marked(element('div'), { role: 'status' });
  return [...(answer && 'problem' in answer ? [problemBox(answer.problem, say)] : []), form, status];
}

function languageButton(): HTMLButtonElement {
  const other: Language = language === 'zh' ? 'en' : 'zh';
  const button = element('button', { type: 'button', lang: other === 'zh' ? 'zh-CN' : 'en' });
  button.append(sayIn(language)('track.other-language'));
  button.addEventListener('click', () => {
    language = other;
    // a problem is said by the server, in the language it was asked in
    if (answer && 'problem' in answer) answer = undefined;
    show();
  });
  return button;
}

function againButton(): HTMLButtonElement {
  const button = element('button', { type: 'button', className: 'again' }, sayIn(language)('track.again'));
  button.addEventListener('click', () => {
    asked = { no: '', secret: '' };
    answer = undefined;
    show();
    root.querySelector<HTMLElement>('#no')?.focus();
  });
  return button;
}
