import { expect, test } from '@jest/globals';
import { verifiedTokens } from './verified-tokens.ts';

const caller = { subject: 'p-1', roles: ['agent'] } as const;
const later = Number.MAX_SAFE_INTEGER;

test('a token is known until it expires, another never', () => {
  let at = 0;
  const tokens = verifiedTokens({ now: () => at });
  tokens.keep('one', caller, 5_000);
  expect([tokens.find('one'), tokens.find('another')]).toEqual([caller, undefined]);
  at = 4_999;
  expect(tokens.find('one')).toEqual(caller);
  at = 5_000;
  expect(tokens.find('one')).toBeUndefined();
});

test('a token that is good for longer is verified again after a minute', () => {
  let at = 0;
  const tokens = verifiedTokens({ now: () => at });
  tokens.keep('one', caller, later);
  at = 59_999;
  expect(tokens.find('one')).toEqual(caller);
  at = 60_000;
  expect(tokens.find('one')).toBeUndefined();
});

test('no more than so many are remembered, the newest of them', () => {
  const tokens = verifiedTokens({ most: 2 });
  for (const token of ['one', 'two', 'one', 'three']) tokens.keep(token, caller, later);
  expect(tokens.size()).toBe(2);
  expect(['one', 'two', 'three'].map((token) => tokens.find(token) !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
});
