/** How many rows have come, gone or changed between two looks at a list. */
export function changesBetween<Row>(
  shown: readonly Row[],
  latest: readonly Row[],
  keyOf: (row: Row) => string,
): number {
  if (shown === latest) return 0;
  const before = new Map(shown.map((row) => [keyOf(row), JSON.stringify(row)]));
  const after = new Set(latest.map(keyOf));
  const gone = shown.filter((row) => !after.has(keyOf(row))).length;
  return gone + latest.filter((row) => before.get(keyOf(row)) !== JSON.stringify(row)).length;
}
