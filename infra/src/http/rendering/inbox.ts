import { z } from 'zod';
import { IsoDay, IsoInstant } from '../validation/iso.ts';
import { ActionAnswer } from './action-answer.ts';
import { page, pageOf, type PageQuery } from './page.ts';
import { WordsAnswer } from './words-answer.ts';

/** One thing that waits for the caller; the same schema in every service, so that their documents can be merged. */
export const InboxItem = z
  .strictObject({
    /** a code of the closed list of the service, which `InboxItem<Kind>` names */
    kind: z.string(),
    what: WordsAnswer,
    orderNo: z.string().nullable(),
    projectCode: z.string().nullable(),
    step: z.string().nullable(),
    task: z.string().nullable(),
    /** the number of what waits: of an order, task (`O201706160001/record`), commission, case, mandate */
    about: z.string(),
    since: IsoInstant,
    dueDay: IsoDay.nullable(),
    /** working days from today to the due day, negative when it is late */
    daysLeft: z.int().nullable(),
    isLate: z.boolean(),
    /** the due day lies beyond the last published year */
    provisional: z.boolean(),
    /** the path at which it is read */
    link: z.string(),
    actions: z.array(ActionAnswer),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem<Kind extends string = string> = Omit<z.output<typeof InboxItem>, 'kind'> & {
  readonly kind: Kind;
};

/** What `GET /v1/inbox/<service>` answers. */
export const InboxAnswer = pageOf(InboxItem)
  .extend({
    unread: z.int().min(0).meta({ description: 'notices the caller has not read; 1000 stands for more' }),
  })
  .meta({ id: 'Inbox' });

/** The page of an inbox that the query asks for: late first, then by due day, what has none last, then the longest waiting. */
export function inboxPage<Kind extends string>(
  items: readonly InboxItem<Kind>[],
  query: PageQuery,
  unread: number,
) {
  const sorted = items
    .map((item) => ({ item, place: placeOf(item) }))
    .sort((a, b) => compare(a.place, b.place));
  const start = query.cursor;
  const rest = start ? sorted.filter(({ place }) => compare(place, start) > 0) : sorted;
  const shown = page(
    rest,
    query,
    ({ item }) => item,
    ({ place }) => place,
  );
  return { ...shown, unread };
}

type Place = readonly [since: number, key: string];

/** Of the key, what comes before the instant in the order; days are ten characters long. */
const leading = '0 2026-03-02'.length;

const placeOf = ({ isLate, dueDay, since, kind, about }: InboxItem): Place => [
  Date.parse(since),
  `${isLate ? 0 : 1} ${dueDay ?? '9999-12-31'} ${kind} ${about}`.slice(0, 100),
];

function compare([sinceA, keyA]: Place, [sinceB, keyB]: Place): number {
  const parts = [
    [keyA.slice(0, leading), keyB.slice(0, leading)],
    [sinceA, sinceB],
    [keyA, keyB],
  ] as const;
  const [a, b] = parts.find(([one, other]) => one !== other) ?? [0, 0];
  return a === b ? 0 : a < b ? -1 : 1;
}
