import { randomBytes } from 'node:crypto';
import { openBidVault } from './bid-vault.ts';

const secret = () => randomBytes(32).toString('base64');
const place = { tender: 'C202603020001-scheme-design#1', whose: 'A016' };
const said = '{"priceYuan":98000}';

test('what is sealed is opened by the same secret, and is not its text', () => {
  const vault = openBidVault([secret()]);
  const key = vault.newKey(place.tender);
  const sealed = vault.seal(key, said, place);
  expect(vault.open(key, sealed, place)).toBe(said);
  expect(sealed.includes('98000')).toBe(false);
  expect(vault.seal(key, said, place).equals(sealed)).toBe(false);
});

test('a newer secret seals from now on, and the older one still opens what it sealed', () => {
  const [older, newer] = [secret(), secret()];
  const before = openBidVault([older]);
  const key = before.newKey(place.tender);
  const sealed = before.seal(key, said, place);
  const after = openBidVault([newer, older]);
  expect(after.open(key, sealed, place)).toBe(said);
  expect(after.newKey(place.tender).secretId).not.toBe(key.secretId);
  expect(() => openBidVault([newer]).open(key, sealed, place)).toThrow(key.secretId);
});

test.each([
  ['another agency', { ...place, whose: 'A017' }],
  ['another tender', { ...place, tender: 'C202603020001-scheme-design#2' }],
])('what was sealed for one place does not open at %s', (_, other) => {
  const vault = openBidVault([secret()]);
  const key = vault.newKey(place.tender);
  const sealed = vault.seal(key, said, place);
  expect(() => vault.open(key, sealed, other)).toThrow();
});

test('a bid that was changed does not open', () => {
  const vault = openBidVault([secret()]);
  const key = vault.newKey(place.tender);
  const sealed = vault.seal(key, said, place);
  for (const at of [0, 14, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => vault.open(key, changed, place)).toThrow();
  }
});
