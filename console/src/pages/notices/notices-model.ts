import type { ToldNotice } from '../../api/told-notice.ts';

const newestFirst = (one: ToldNotice, other: ToldNotice): number =>
  Date.parse(other.at) - Date.parse(one.at) || other.no - one.no;

/** The notices of all services in one list: what is unread, and what was read before, each from the newest on. */
export function inTwo(notices: readonly ToldNotice[]): { unread: ToldNotice[]; read: ToldNotice[] } {
  return {
    unread: notices.filter(({ readAt }) => readAt === null).sort(newestFirst),
    read: notices.filter(({ readAt }) => readAt !== null).sort(newestFirst),
  };
}

/** How many notices one request marks at most. */
const mostAtOnce = 100;

/** The requests that mark notices as read: some for each service, as many as one takes. */
export function readingsOf(
  notices: readonly ToldNotice[],
): { readonly service: ToldNotice['service']; readonly notices: readonly number[] }[] {
  const services = [...new Set(notices.map(({ service }) => service))];
  return services.flatMap((service) => {
    const numbers = notices.filter((one) => one.service === service).map(({ no }) => no);
    const count = Math.ceil(numbers.length / mostAtOnce);
    return Array.from({ length: count }, (_, part) => ({
      service,
      notices: numbers.slice(part * mostAtOnce, (part + 1) * mostAtOnce),
    }));
  });
}
