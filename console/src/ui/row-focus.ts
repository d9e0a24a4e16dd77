const links = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>('a[data-row]')];

/** The link of the line on which the focus is. */
export const focusedRow = (): HTMLAnchorElement | undefined =>
  links().find((link) => link === document.activeElement);

/** Moves the focus to the link of the next line, or of the one before; to the first, when it is on none. */
export function moveFocus(by: 1 | -1): HTMLAnchorElement | undefined {
  const all = links();
  const at = all.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? all[0] : (all[at + by] ?? all[at]);
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next;
}
