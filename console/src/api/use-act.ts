import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useSession } from '../session/session-context.ts';
import { send } from './client.ts';
import { isOpen, problemOf, type Problem } from './problem.ts';

/** A request that changes something: an action the server listed, or one of the contract. */
export interface Act {
  readonly verb: string;
  readonly href: string;
  readonly body?: unknown;
  /** a file that is the whole body */
  readonly file?: Blob;
  /** of an edit: the ETag of what was read */
  readonly ifMatch?: string;
}

/** When somebody here last changed something, in real milliseconds since 1970: what is read after that he has to see at once. */
let lastActAt = 0;
export const lastAct = (): number => lastActAt;

/**
 * Makes requests that change something, each under one Idempotency-Key: what got no answer is repeated under the same key, so that it is
 * done once; what was changed or refused goes under a new one. Everything that is shown is asked again afterwards.
 */
export function useAct<Answer = unknown>() {
  const session = useSession();
  const queries = useQueryClient();
  const kept = useRef({ what: '', key: '' });
  return useMutation<Answer, Problem, Act>({
    mutationFn: async (act) => {
      const key = keyFor(kept.current, act);
      try {
        const response = await send(session, act.href, { method: act.verb, ...bodyOf(act, key) });
        kept.current = { what: '', key: '' };
        return (response.status === 204 ? undefined : await response.json()) as Answer;
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (!isOpen(problem)) kept.current = { what: '', key: '' };
        throw problem;
      }
    },
    onSettled: (_answer, problem) => {
      if (problem && isOpen(problem)) return undefined;
      lastActAt = Date.now();
      return queries.invalidateQueries();
    },
  });
}

/** The key of the same request before, if that got no answer; else a new one. */
function keyFor(kept: { what: string; key: string }, { verb, href, body, file }: Act): string {
  const what = JSON.stringify([verb, href, body, file?.size]);
  if (kept.what !== what) Object.assign(kept, { what, key: crypto.randomUUID() });
  return kept.key;
}

function bodyOf({ body, file, ifMatch }: Act, key: string): RequestInit {
  const headers = { 'Idempotency-Key': key, ...(ifMatch && { 'If-Match': ifMatch }) };
  if (file) return { headers: { ...headers, 'Content-Type': file.type }, body: file };
  return { headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) };
}
