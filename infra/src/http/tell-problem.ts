import type { Language } from '../words.ts';
import type { ProblemBody } from './problem.ts';

/** Where the kinds of problems are documented; a problem's `type` is the address of its own page there. */
export const problemsPath = '/problems';

/** A problem as the answer's body has it, in one language. */
export function tellProblem(
  { type, title, detail, faults, ...rest }: ProblemBody,
  language: Language,
  requestId: unknown,
): object {
  return {
    ...{ type: `${problemsPath}/${type}`, status: rest.status, title: title[language] },
    ...(detail && { detail: detail[language] }),
    ...(faults && { faults: faults.map(({ at, fault }) => ({ at, fault: fault[language] })) }),
    ...rest,
    requestId,
  };
}

/** Headers that go with the language of an answer. */
export const languageHeaders = (language: Language) => ({
  'Content-Language': language,
  Vary: 'Accept-Language',
});
