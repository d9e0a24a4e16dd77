import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { paths } from '../../generated/contract.d.ts';
import { call } from './client.ts';
import { allPages, byCursor, rowsOf, type ListPage } from './list.ts';
import { lastAct } from './use-act.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
/** The paths of the contract that answer a page of a list. */
type ListPath = {
  [Path in keyof paths]: [Answer<Path>] extends [never]
    ? never
    : Answer<Path> extends ListPage<unknown>
      ? Path
      : never;
}[keyof paths];
type RowOf<Path extends ListPath> = Answer<Path> extends ListPage<infer Row> ? Row : never;
/** A page of a list, as its path answers it. */
type PageOf<Path extends ListPath> = Answer<Path> & ListPage<RowOf<Path>>;

interface Options {
  /** the named parts of the path */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  /** real milliseconds between two looks; it is looked at once, unless given */
  readonly lookMs?: number;
  /** whether it is asked at all */
  readonly isAsked?: boolean;
  /** whether further pages come by themselves, for what is shown or searched as a whole */
  readonly isWhole?: boolean;
}

/** Asks of a path what the contract types of it; the typed client cannot be called with a path that is a parameter. */
const get = call.GET as unknown as (
  path: string,
  init: { readonly params: object; readonly signal?: AbortSignal },
) => Promise<{ readonly data?: unknown; readonly error?: unknown }>;

/**
 * What makes a list another one, that is shown as it comes: what is asked, how many pages have come, and what was done here. What others do
 * meanwhile does not.
 */
export const listNow = (asked: unknown, pages: number, readAt: number): string =>
  JSON.stringify([asked, pages, readAt > lastAct() ? lastAct() : 'before']);

/**
 * A list of the API, paged by its cursor: what a page asks, the rows that have come, which list they are (`of`), how more are had, and all of
 * them for a file.
 */
export function useList<Path extends ListPath>(list: Path, options: Options = {}) {
  const { path = {}, query = {}, lookMs = false, isAsked = true, isWhole = false } = options;
  const fetchPage = async (asked: object, signal?: AbortSignal) => {
    const params = { path, query: { ...query, ...asked } };
    const { data, error } = await get(list, { params, ...(signal && { signal }) });
    if (data === undefined) throw error;
    return data as PageOf<Path>;
  };
  const asked = useInfiniteQuery({
    ...byCursor,
    queryKey: ['pages', list, path, query],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam === null ? {} : { cursor: pageParam }, signal),
    refetchInterval: lookMs,
    enabled: isAsked,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  useEffect(() => {
    if (isWhole && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isWhole, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const allRows = () =>
    allPages<RowOf<Path>>((cursor) => fetchPage({ limit: 100, ...(cursor && { cursor }) }));
  const of = listNow([path, query], asked.data?.pages.length ?? 0, asked.dataUpdatedAt);
  return { asked, of, ...rowsOf<RowOf<Path>>(asked), allRows };
}
