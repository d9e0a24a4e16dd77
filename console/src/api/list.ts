import { operationOf } from './operations.ts';

/** A page of a list, as every list of the API answers it. */
export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

/** How every list is paged: by the cursor that its page names. */
export const byCursor = {
  // the library takes `undefined` for page 0
  initialPageParam: null as string | null,
  getNextPageParam: (page: { readonly next: string | null }) => page.next ?? undefined,
};

interface Asked<Row> {
  readonly data: { readonly pages: readonly ListPage<Row>[] } | undefined;
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly isFetchingNextPage: boolean;
}

/** The rows that have come so far, and how more are had: what a table takes. */
export const rowsOf = <Row>({ data, hasNextPage, fetchNextPage, isFetchingNextPage }: Asked<Row>) => ({
  rows: data?.pages.flatMap(({ items }) => items) ?? [],
  onMore: hasNextPage ? () => fetchNextPage() : undefined,
  isLoading: isFetchingNextPage,
});

/** Of the filters in a page's address those that a list knows. */
export function filtersFor(path: string, filters: Readonly<Record<string, string>>): Record<string, string> {
  const known = new Set(operationOf('GET', path)?.query?.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(filters).filter(([name, value]) => known.has(name) && value !== ''),
  );
}

/** The codes that a filter of a list takes. */
export const codesFor = (path: string, name: string): readonly string[] =>
  operationOf('GET', path)
    ?.query?.find((one) => one.name === name)
    ?.schema.enum?.map(String) ?? [];

/** How many pages are taken at most: ten thousand rows of a hundred each. */
const mostPages = 100;

/** Every row of a list from its first page on, up to `mostPages`. */
export async function allPages<Row>(
  fetchPage: (cursor: string | undefined) => Promise<ListPage<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await fetchPage(cursor);
    rows.push(...items);
    if (next === null) break;
    cursor = next;
  }
  return rows;
}
