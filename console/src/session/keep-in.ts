/** Keeps a value in a store of the browser, if it can: where the store is full or shut, what is on the page stays there alone. */
export function keepIn(
  store: { readonly setItem: (address: string, value: string) => void },
  address: string,
  value: unknown,
): void {
  try {
    store.setItem(address, JSON.stringify(value));
  } catch {
    // nothing is lost that anybody sees
  }
}
