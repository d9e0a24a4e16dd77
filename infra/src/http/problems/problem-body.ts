import type { Language } from '../../words.ts';
import type { Problem, ProblemBody } from './problem.ts';

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

/** The headers every problem has, but for its content type and the request's id. */
export const problemHeaders = (
  { retryAfterSeconds }: Problem,
  language: Language,
): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Content-Language': language,
  Vary: 'Accept-Language',
  ...(retryAfterSeconds && { 'Retry-After': String(retryAfterSeconds) }),
});
