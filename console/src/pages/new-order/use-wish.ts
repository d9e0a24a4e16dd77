import { useState } from 'react';
import { findDraft, forgetDraft, keepDraft } from '../../session/drafts.ts';
import { useCaller } from '../../session/session-context.ts';
import { useFilters } from '../../ui/use-address.ts';
import { changedWish, type Wish } from './order-wish.ts';

const request = 'POST /v1/orders';

/** What is chosen so far. It outlives a reload and a lost session; a project and a result to cite can come with the address. */
export function useWish() {
  const subject = useCaller()?.subject ?? '';
  const { filters } = useFilters();
  const [wish, setWish] = useState<Wish>(() => {
    const kept: Wish = { cites: [], ...findDraft(sessionStorage, subject, request) };
    const { project, cites } = filters;
    return changedWish(kept, { ...(project && { projectCode: project }), ...(cites && { cites: [cites] }) });
  });
  const choose = (changed: Partial<Wish>) => {
    const values = changedWish(wish, changed);
    keepDraft(sessionStorage, { subject, request, values });
    setWish(values);
  };
  return { wish, choose, forget: () => forgetDraft(sessionStorage, subject, request) };
}
