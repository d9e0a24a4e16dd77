import type { ReactNode } from 'react';

interface Props<Item> {
  readonly of: readonly Item[];
  readonly children: (item: Item) => ReactNode;
}

/** Things in a list, one line each. */
export function ItemList<Item>({ of, children }: Props<Item>) {
  return (
    <ul className="items">
      {of.map((item) => (
        <li key={JSON.stringify(item)}>{children(item)}</li>
      ))}
    </ul>
  );
}
