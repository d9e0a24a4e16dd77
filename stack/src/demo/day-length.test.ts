import { asOption, dayLength } from './day-length.ts';

test.each([
  ['2s', 2_000],
  ['1500ms', 1_500],
  ['0.5s', 500],
])('an office day of %s lasts %i real milliseconds', (text, ms) => expect(dayLength(text)).toBe(ms));

test.each(['2', '2 s', 's', '-2s', '0s', '99ms', '3601s', '2m', ''])(
  'refuses "%s" as the length of a day in one sentence',
  (text) => expect(() => dayLength(text)).toThrow('--day must be a length from 100ms to 3600s'),
);

test('a length reads as it is given', () => expect([1_500, 4_000].map(asOption)).toEqual(['1500ms', '4s']));
