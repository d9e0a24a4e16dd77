import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inboxPage, type InboxItem } from './inbox.ts';
import { pageShape } from './page.ts';

const days = ['2026-03-02', '2026-03-03', null];
const anItem = fc
  .record({
    isLate: fc.boolean(),
    dueDay: fc.constantFrom(...days),
    since: fc.integer({ min: 0, max: 3 }).map((hour) => `2026-03-01T0${hour}:00:00+08:00`),
    about: fc.integer({ min: 0, max: 500 }).map((no) => `O20260301${no}/record`),
  })
  .map((some): InboxItem => ({
    ...some,
    kind: 'review',
    what: { zh: '审查', en: 'review' },
    ...{ orderNo: null, projectCode: null, step: null, task: null, daysLeft: null },
    ...{ provisional: false, link: '/v1/tasks', actions: [] },
  }));
const items = fc.uniqueArray(anItem, { selector: ({ about }) => about, maxLength: 30 });

/** What the next page is asked with, as the shell hands it to a handler. */
const next = (cursor: string) => ({ cursor: pageShape.cursor.parse(cursor) });

function readAll(all: readonly InboxItem[], limit: number): InboxItem[] {
  const read: InboxItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = inboxPage(all, { limit, ...(cursor && next(cursor)) }, 0);
    read.push(...answer.items);
    cursor = answer.next;
  }
  return read;
}

test('lists what is late first, then by due day, then the longest waiting', () =>
  fc.assert(
    fc.property(items, (all) => {
      const { items: sorted } = inboxPage(all, { limit: 100 }, 0);
      sorted.slice(1).forEach((item, index) => {
        const before = sorted[index]!;
        const places = [before, item].map(({ isLate, dueDay, since }) =>
          [isLate ? 'late' : 'on time', dueDay ?? 'none', since].join(' '),
        );
        expect([...places].sort()).toEqual(places);
      });
    }),
  ));

test('pages show every item once, in the order of the whole list', () =>
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      expect(readAll(all, limit)).toEqual(inboxPage(all, { limit: 100 }, 0).items);
      expect(readAll(all, limit)).toHaveLength(all.length);
    }),
  ));
