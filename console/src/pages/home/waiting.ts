import type { components } from '../../../generated/contract.d.ts';

export type InboxItem = components['schemas']['InboxItem'];

/** What waits, late first, then by the due day; what has no limit last, the longest waiting first. */
export const inOrder = (items: readonly InboxItem[]): InboxItem[] =>
  [...items].sort(
    (one, other) =>
      Number(other.isLate) - Number(one.isLate) ||
      (one.dueDay ?? '9999').localeCompare(other.dueDay ?? '9999') ||
      one.since.localeCompare(other.since),
  );

export const keyOfItem = ({ kind, about, link }: InboxItem): string => `${kind} ${about} ${link}`;

/** The page where one sees all about it; the service's own address where there is none. */
export function pageOf({ link, orderNo, task }: Pick<InboxItem, 'link' | 'orderNo' | 'task'>): string {
  const [, , noun = '', number = ''] = link.split('/');
  if (noun === 'tasks' && orderNo && task) return `/tasks/${orderNo}/${task}`;
  if (noun === 'progress') return `/orders/${number}`;
  if (number === '') return orderNo ? `/orders/${orderNo}` : '/';
  return `/${noun}/${number}`;
}
