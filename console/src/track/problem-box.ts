import type { Problem } from '../api/problem.ts';
import { element, marked } from './element.ts';
import type { Say } from './track-model.ts';

/** Why a request was not done, read out at once. */
export function problemBox(problem: Problem | undefined, say: Say): HTMLElement {
  const lines = problem
    ? [
        ...[problem.detail, ...(problem.faults ?? []).map(({ fault }) => fault), problem.help],
        say('track.request', { id: problem.requestId }),
      ]
    : [];
  const said = lines.filter((line) => line !== undefined).map((line) => element('p', {}, line));
  const title = element('strong', {}, problem?.title ?? say('track.unreachable'));
  return marked(element('div', { className: 'problem' }, title, ...said), { role: 'alert' });
}
