import type { Problem } from '../api/problem.ts';
import type { Language } from '../words/language-code.ts';
import { trackingPath, type Asked, type TrackedCase } from './track-model.ts';

/** What came, or why it did not; a request that got no answer has no problem to show. */
export type Answer<Body> = { readonly body: Body } | { readonly problem: Problem | undefined };

export const fetchTracked = (asked: Asked, language: Language): Promise<Answer<TrackedCase>> =>
  request(trackingPath(asked), { headers: { 'Accept-Language': language } });

export interface Rating {
  readonly stars: number;
  readonly note: string;
}

/** Sends ratings, what got no answer again under the same key, so that it is done once. */
export function ratingSender({ no, secret }: Asked) {
  let kept = { what: '', key: '' };
  return async ({ stars, note }: Rating, language: Language): Promise<Answer<unknown>> => {
    const body = JSON.stringify({ code: secret, stars, ...(note.trim() && { note }) });
    if (kept.what !== body) kept = { what: body, key: crypto.randomUUID() };
    const answer = await request<unknown>(`/v1/cases/${no}/tracking/ratings`, {
      method: 'POST',
      headers: {
        ...{ 'Accept-Language': language, 'Content-Type': 'application/json' },
        'Idempotency-Key': kept.key,
      },
      body,
    });
    const isOpen = 'problem' in answer && (!answer.problem || answer.problem.status >= 500);
    if (!isOpen) kept = { what: '', key: '' };
    return answer;
  };
}

async function request<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
  try {
    const response = await fetch(path, { ...init, credentials: 'omit', referrerPolicy: 'no-referrer' });
    const said: unknown = await response.json();
    return response.ok ? { body: said as Body } : { problem: said as Problem };
  } catch {
    return { problem: undefined };
  }
}
