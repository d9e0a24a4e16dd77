import { keepIn } from './keep-in.ts';

/** What a person has typed and not sent. It is kept in the tab's session store, by subject and request, until it is sent or he signs out. */
const prefix = 'doudi.draft:';

const keyOf = (subject: string, request: string) => `${prefix}${subject}:${request}`;

export function keepDraft(
  store: Storage,
  draft: { subject: string; request: string; values: unknown },
): void {
  keepIn(store, keyOf(draft.subject, draft.request), draft.values);
}

export function findDraft(
  store: Storage,
  subject: string,
  request: string,
): Record<string, unknown> | undefined {
  const kept = store.getItem(keyOf(subject, request));
  return kept === null ? undefined : (JSON.parse(kept) as Record<string, unknown>);
}

export const forgetDraft = (store: Storage, subject: string, request: string): void =>
  store.removeItem(keyOf(subject, request));

export function forgetDrafts(store: Storage): void {
  Object.keys(store)
    .filter((key) => key.startsWith(prefix))
    .forEach((key) => store.removeItem(key));
}
