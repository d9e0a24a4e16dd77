import { shanghaiDay, shanghaiIso } from './shanghai-time.ts';

test.each([
  ['2017-06-16T02:00:00Z', '2017-06-16T10:00:00+08:00', '2017-06-16'],
  ['2017-06-16T15:59:59.999Z', '2017-06-16T23:59:59.999+08:00', '2017-06-16'],
  ['2017-06-16T16:00:00Z', '2017-06-17T00:00:00+08:00', '2017-06-17'],
  ['2016-12-31T16:00:00.050Z', '2017-01-01T00:00:00.050+08:00', '2017-01-01'],
])('%s is %s, on %s in Shanghai', (instant, iso, day) => {
  const at = Date.parse(instant);
  expect([shanghaiIso(at), shanghaiDay(at)]).toEqual([iso, day]);
  expect(Date.parse(shanghaiIso(at))).toBe(at);
});
