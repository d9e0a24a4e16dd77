import {
  type Calendar,
  type Day,
  officeDay,
  shanghaiIso,
  type Words,
  wordsIn,
  wordsOf,
} from '@doudi/workflows';
import type { LedgerEvent } from './events.ts';
import type { Reason } from './reasons.ts';

/** An event with what was written with it, as far as the reader may read that. */
export type KnownEvent = LedgerEvent & { readonly reason: Reason | null };

/** What of an event's detail says more than its kind. */
const tellingFields = [
  'amendment',
  'verdict',
  'opinion',
  'state',
  'caseState',
  'light',
  'outcome',
  'delivery',
  'claimedAt',
];

/** Of an event's detail, what `sayEvent` reads. */
export const tellingOf = (detail: LedgerEvent['detail']): LedgerEvent['detail'] =>
  Object.fromEntries(
    [...tellingFields, 'carriedFrom', 'coveredBy', 'fromDays', 'toDays'].flatMap((field) => {
      const value = detail[field];
      return value == null ? [] : [[field, value]];
    }),
  );

/** What it takes over, and from which order: `结转自订单 O201706160001`. */
export function sayCarriedFrom(orderNo: string): Words {
  const { zh, en } = wordsOf('carried-from');
  return { zh: `${zh} ${orderNo}`, en: `${en} ${orderNo}` };
}

/** From how many working days to how many an order was put: `50个工作日 → 30个工作日`. */
function sayTrackChange({ fromDays, toDays }: LedgerEvent['detail']): Words[] {
  if (typeof fromDays !== 'number' || typeof toDays !== 'number') return [];
  return [{ zh: `${fromDays} → ${toDays}个工作日`, en: `${fromDays} → ${toDays} working days` }];
}

/** What happened, as people read it: `核准：退回`, `批复更正或撤销：撤销，准予`. */
export function sayEvent({ kind, detail }: Pick<LedgerEvent, 'kind' | 'detail'>): Words {
  const what = wordsIn('event', kind);
  const said = tellingFields.flatMap((field) => {
    const code = detail[field];
    return typeof code === 'string' ? [wordsIn(field, code)] : [];
  });
  if (typeof detail['carriedFrom'] === 'string') said.push(sayCarriedFrom(detail['carriedFrom']));
  said.push(...sayTrackChange(detail));
  if (typeof detail['coveredBy'] === 'string') said.push(wordsOf(detail['coveredBy']));
  if (said.length === 0) return what;
  const [zh, en] = [said.map((one) => one.zh), said.map((one) => one.en)];
  return { zh: `${what.zh}：${zh.join('，')}`, en: `${what.en}: ${en.join(', ')}` };
}

/** Of every day, its events in order; `last` is the last day shown, to which later ones are put. */
export function eventsByDay(calendar: Calendar, events: readonly KnownEvent[], last: Day) {
  const found = new Map<Day, KnownEvent[]>();
  for (const event of events) {
    const own = officeDay(calendar, event.at.getTime());
    const day = own > last ? last : own;
    const those = found.get(day) ?? [];
    found.set(day, [...those, event]);
  }
  return found;
}

export const showDayEvent = (event: KnownEvent) => {
  const { id, kind, step, by: who, at, detail, reason } = event;
  const task = typeof detail['task'] === 'string' ? detail['task'] : null;
  return { kind, what: sayEvent(event), id, step, task, who, at: shanghaiIso(at.getTime()), reason };
};
