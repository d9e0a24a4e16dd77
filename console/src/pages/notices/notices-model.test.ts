import { expect, test } from '@jest/globals';
import type { ToldNotice } from '../../api/told-notice.ts';
import { inTwo, readingsOf } from './notices-model.ts';

const aNotice = (no: number, given: Partial<ToldNotice> = {}): ToldNotice => ({
  ...{ no, kind: 'review', what: { zh: '待审查', en: 'to review' }, at: '2017-06-20T10:00:00+08:00' },
  ...{ orderNo: null, projectCode: null, step: null, task: null, about: '', dueDay: null, link: '/' },
  ...{ readAt: null, service: 'intake' },
  ...given,
});

test('unread notices stand apart, each part from the newest on whatever service told it', () => {
  const readAt = '2017-06-22T10:00:00+08:00';
  const { unread, read } = inTwo([
    aNotice(1),
    aNotice(2, { at: '2017-06-21T10:00:00+08:00', service: 'intermediary-market' }),
    aNotice(3, { readAt }),
    aNotice(4, { readAt, at: '2017-06-21T10:00:00+08:00' }),
  ]);
  expect(unread.map(({ no }) => no)).toEqual([2, 1]);
  expect(read.map(({ no }) => no)).toEqual([4, 3]);
});

test('notices are marked at the service that told them, a hundred at once', () => {
  const many = Array.from({ length: 101 }, (_, no) => aNotice(no));
  const readings = readingsOf([...many, aNotice(7, { service: 'approval-workflows' })]);
  expect(readings.map(({ service, notices }) => [service, notices.length])).toEqual([
    ['intake', 100],
    ['intake', 1],
    ['approval-workflows', 1],
  ]);
});
