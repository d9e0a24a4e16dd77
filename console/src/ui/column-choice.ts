import { useState } from 'react';
import { useCaller } from '../session/session-context.ts';
import { keepIn } from '../session/keep-in.ts';
import { keptColumns } from './kept-columns.ts';

/** Which columns a person leaves out of a list, kept in this browser for him. A list without a name keeps nothing. */
export function useColumnChoice(list: string | undefined) {
  const subject = useCaller()?.subject ?? '';
  const address = `doudi.columns:${subject}:${list}`;
  const [leftOut, setLeftOut] = useState(() => (list ? keptColumns(localStorage, address) : []));
  const choose = (key: string, isShown: boolean) => {
    const next = isShown ? leftOut.filter((one) => one !== key) : [...leftOut, key];
    setLeftOut(next);
    keepIn(localStorage, address, next);
  };
  return { leftOut, choose };
}
