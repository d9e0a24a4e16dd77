import { useState } from 'react';
import { changesBetween } from './quiet-model.ts';

/**
 * Keeps a list as it was shown until the person asks for what has come since, so that nothing moves under his pointer.
 * `of` says what list it is: when that changes, by a filter, a further page or what one did oneself, the list is shown as it comes; so is a
 * list that is not said to be one.
 */
export function useQuiet<Row>(latest: readonly Row[], of: string | undefined, keyOf: (row: Row) => string) {
  const [kept, setKept] = useState({ of, rows: latest });
  const isNew = kept.of !== of || (kept.rows.length === 0 && latest.length > 0);
  if (isNew) setKept({ of, rows: latest });
  const rows = isNew || of === undefined ? latest : kept.rows;
  return {
    rows,
    news: changesBetween(rows, latest, keyOf),
    show: () => setKept({ of, rows: latest }),
  };
}
