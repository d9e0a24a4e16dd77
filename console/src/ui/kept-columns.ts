/** The columns that a person leaves out of a list, as this browser keeps them at an address of its store. */
export function keptColumns(
  store: { getItem: (address: string) => string | null },
  address: string,
): string[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(address) ?? '[]');
    return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : [];
  } catch {
    // not ours, or the browser keeps nothing: every column is shown
    return [];
  }
}
