import { useState } from 'react';
import { changesBetween } from './quiet-model.ts';

/**
 * Keeps a list as it was shown until the person asks for what has come since, so that nothing moves under his pointer.
 * `of` says what list it is: when that changes, by a filter or a further page, the list is shown as it comes.
 */
export function useQuiet<Row>(latest: readonly Row[], of: string, keyOf: (row: Row) => string) {
  const [kept, setKept] = useState({ of, rows: latest });
  const isNew = kept.of !== of || (kept.rows.length === 0 && latest.length > 0);
  if (isNew) setKept({ of, rows: latest });
  const rows = isNew ? latest : kept.rows;
  return {
    rows,
    news: changesBetween(rows, latest, keyOf),
    show: () => setKept({ of, rows: latest }),
  };
}
