import { operationOf, isFor } from '../api/operations.ts';
import { useCaller } from '../session/session-context.ts';
import { pageWords, type PageWord } from '../words/page-words.ts';
import { fieldsAsked, type Action } from './action-names.ts';

interface Offer {
  readonly verb?: 'POST' | 'PUT';
  /** the path of the contract, by which it is decided for whom it is */
  readonly path: string;
  readonly href: string;
  /** the deed in words */
  readonly what: PageWord;
  readonly fixed?: Readonly<Record<string, string>>;
}

/**
 * Requests of the contract that a page offers beside an answer that lists no actions: those that the caller's roles may make at all. Whether
 * this one is granted the server says.
 */
export function useOffered(): (offer: Offer) => Action[] {
  const roles = useCaller()?.roles ?? [];
  return ({ verb = 'POST', path, href, what, fixed = {} }) => {
    if (!isFor(roles, verb, path)) return [];
    const [zh, en] = pageWords[what];
    return [
      {
        ...{ action: what, what: { zh, en }, verb, href, body: fixed, until: null },
        fields: fieldsAsked(operationOf(verb, href)?.body ?? {}, fixed),
      },
    ];
  };
}
