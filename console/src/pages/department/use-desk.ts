import { useList } from '../../api/use-list.ts';

interface Options {
  readonly lookMs?: number;
  readonly isAsked?: boolean;
}

/** All open tasks of the caller's department: a search looks through all of them, and the next one can be any. */
export const useDesk = (options: Options = {}) =>
  useList('/v1/tasks', { query: { limit: 100 }, isWhole: true, ...options });
