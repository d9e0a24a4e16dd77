import { createHash } from 'node:crypto';
import { drawLots, newSeed, sha256 } from './draw.ts';

const winnerOf = (lots: ReadonlyMap<string, string>) =>
  [...lots].reduce((best, one) => (one[1] < best[1] ? one : best))[0];

test('a lot is the SHA-256 of the seed, the agency and everybody’s nonce, as anybody can compute it', () => {
  const bidders = [
    { agencyNo: 'A017', nonce: 'bb' },
    { agencyNo: 'A016', nonce: 'aa' },
  ];
  const expected = createHash('sha256').update('5eed A016 A016=aa,A017=bb').digest('hex');
  expect(drawLots('5eed', bidders).get('A016')).toBe(expected);
  expect(drawLots('5eed', [...bidders].reverse())).toEqual(new Map([...drawLots('5eed', bidders)].reverse()));
});

test('each bidder’s nonce changes every lot', () => {
  const [one, other] = ['aa', 'ab'].map((nonce) =>
    drawLots('5eed', [
      { agencyNo: 'A016', nonce },
      { agencyNo: 'A017', nonce: 'bb' },
    ]),
  );
  expect(one?.get('A017')).not.toBe(other?.get('A017'));
});

test('a seed is 32 bytes of chance', () => {
  expect(new Set(Array.from({ length: 100 }, newSeed)).size).toBe(100);
  expect(newSeed()).toMatch(/^[0-9a-f]{64}$/);
});

/** 0.001 of the chi-square distribution with four degrees of freedom lies above (NIST table of critical values). */
const critical = 18.467;

test.each([
  ['the seed', (i: number) => [sha256(`seed ${i}`), 'aa'] as const],
  ['one bidder’s nonce', (i: number) => ['5eed', sha256(`nonce ${i}`)] as const],
])('every bidder wins as often as the others when only %s changes, over 100,000 draws', (_, of) => {
  const agencies = ['A016', 'A017', 'A018', 'A019', 'A020'];
  const wins = new Map(agencies.map((agencyNo) => [agencyNo, 0]));
  const draws = 100_000;
  for (let i = 0; i < draws; i += 1) {
    const [seed, nonce] = of(i);
    const winner = winnerOf(
      drawLots(
        seed,
        agencies.map((agencyNo) => ({ agencyNo, nonce })),
      ),
    );
    wins.set(winner, (wins.get(winner) ?? 0) + 1);
  }
  const expected = draws / agencies.length;
  const chiSquare = [...wins.values()].reduce((sum, won) => sum + (won - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(critical);
});
