import { useEffect, useEffectEvent } from 'react';

/** Where a key is typed as text, or belongs to what has the focus. */
const takesKeys = 'input, textarea, select, [contenteditable], [role="dialog"], [role="listbox"]';

/** Calls what belongs to a key while it is pressed nowhere in particular; with Ctrl, Alt or Meta it is the browser's. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { target, key, ctrlKey, altKey, metaKey } = event;
    if (ctrlKey || altKey || metaKey) return;
    if (target instanceof Element && target.closest(takesKeys)) return;
    // Enter on a link or a button is theirs
    if (key === 'Enter' && target instanceof Element && target.closest('a, button')) return;
    const act = keys[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
