import { buckets, inBoth, wordsOf, type Bucket } from '@doudi/workflows';
import type { Ledger, LedgerDay } from './explain-ledger.ts';
import { textTable, type Column } from './text-table.ts';

/** The ledger as a table that a person can print and check with a pencil; a bucket in brackets is not in the totals yet. */
export function ledgerText(ledger: Ledger): string {
  const events = ledger.days.flatMap((day) => day.events);
  const numbers = new Map(events.map(({ id }, i) => [id, i + 1]));
  const days = ledger.days.map((day) => dayCells(day, numbers.get(day.event?.id ?? '') ?? 0));
  const first = carriedCells(ledger, numbers.get(ledger.carried?.event ?? '') ?? 0);
  return [
    ...heading(ledger),
    '',
    ...textTable(columns, [[...first, ...days], [['', inBoth('totals'), '', '', '', ...totals(ledger)]]]),
    '',
    `${inBoth('due')}: ${ledger.dueDay ?? '-'}${provisional(ledger)}`,
    ...(ledger.days.some(isPending) ? [`( ): ${inBoth('not-charged')}`] : []),
    '',
    ...textTable(eventColumns, [events.map((event, i) => eventCells(event, i + 1))]),
    '',
  ].join('\n');
}

const heading = (ledger: Ledger): string[] => [
  `${inBoth('ledger')}  ${inBoth('order')} ${ledger.orderNo}${ledger.step ? `  ${inBoth(ledger.step)}` : ''}`,
  `${inBoth('track')}: ${ledger.track}`,
  `${inBoth('budget')}: ${ledger.budgetDays} ${inBoth('working-days')}`,
  `${inBoth('day-0')}: ${ledger.day0}`,
  `${inBoth('today')}: ${ledger.today}`,
  `${inBoth('calendar')}: ${ledger.calendar}, ${inBoth('published-through')} ${ledger.publishedThrough}`,
];

const columns: readonly Column[] = [
  ...['day', 'kind-of-day', 'bucket', 'task', 'event'].map((code) => ({ head: inBoth(code) })),
  ...[...buckets, inBoth('used'), inBoth('remaining')].map((head) => ({ head, isNumber: true })),
];

function dayCells(day: LedgerDay, eventNo: number): string[] {
  const { weekday, why, bucket, event } = day;
  const name = why.name ? `${why.name.zh} ${why.name.en}` : inBoth(why.code);
  const kind = why.code === 'make-up-day' && why.name ? `${inBoth(why.code)} (${why.name.zh})` : name;
  return [
    `${day.day} ${weekday.zh} ${weekday.en}`,
    `${kind}${provisional(day)}`,
    bucket ? (isPending(day) ? `(${bucketWords(bucket)})` : bucketWords(bucket)) : '',
    event && day.task ? inBoth(day.task) : '',
    event ? `${numbered(eventNo)}${event.what.zh} ${event.what.en}` : '',
    ...totals({ buckets: day.buckets, usedDays: day.used, remainingDays: day.remaining }),
  ];
}

/** The line before the first day. */
function carriedCells({ carried, budgetDays }: Ledger, eventNo: number): string[][] {
  if (!carried) return [];
  const { what, buckets, usedDays } = carried;
  const said = `${numbered(eventNo)}${what.zh} ${what.en}`;
  const sums = totals({ buckets, usedDays, remainingDays: budgetDays - usedDays });
  return [['', inBoth('carried-days'), '', '', said, ...sums]];
}

const numbered = (eventNo: number): string => (eventNo > 0 ? `[${eventNo}] ` : '');

const totals = (of: Pick<Ledger, 'buckets' | 'usedDays' | 'remainingDays'>): string[] =>
  [...buckets.map((bucket) => of.buckets[bucket]), of.usedDays, of.remainingDays].map(String);

const isPending = ({ bucket, isCharged }: LedgerDay): boolean => bucket !== null && !isCharged;
const bucketWords = (bucket: Bucket): string => `${wordsOf(bucket).zh} ${bucket}`;
const provisional = (of: { provisional: boolean }): string =>
  of.provisional ? ` ${inBoth('provisional')}` : '';

const eventColumns: readonly Column[] = ['number', 'when', 'event', 'task', 'who', 'event-id'].map(
  (code) => ({
    head: inBoth(code),
  }),
);

/** An event of a day, by the number at which the day refers to it. */
function eventCells(
  { at, what, step, task, who, id }: LedgerDay['events'][number],
  eventNo: number,
): string[] {
  const about = [step, task].flatMap((code) => (code ? [inBoth(code)] : [])).join(' · ');
  return [`[${eventNo}]`, at, `${what.zh} ${what.en}`, about, who ?? '-', id];
}
