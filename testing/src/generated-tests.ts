import { describe, expect, test } from '@jest/globals';
import type { accessMatrix } from './access/access-matrix.ts';
import type { hostileInput } from './hostile/hostile-input.ts';

/** The tests of a service's access matrix; `whose` is how the service is called. */
export function testAccess(whose: string, matrix: ReturnType<typeof accessMatrix>): void {
  test('no sample is of a URL that is not in the table', () => expect(matrix.strays).toEqual([]));

  describe(`the ${whose}'s access matrix of ${matrix.cells} squares`, () => {
    test.each(matrix.rows)('$name answers in $cells squares as its row says', async ({ check }) => {
      expect(await check()).toEqual([]);
    });
    test.each(matrix.mandated)('a mandate revoked or expired ends the very next $name', async (row) => {
      expect(await row.checkMandates()).toEqual([]);
    });
    test('every write and every refused attempt has left one line in the audit, with who, what and status', async () => {
      expect(await matrix.auditFaults()).toEqual([]);
    });
  });
}

/** The tests that hostile input does no harm, one for each URL. */
export function testHostileInput({ rows }: ReturnType<typeof hostileInput>): void {
  test.each(rows)('hostile input does no harm to $name', async ({ check }) => {
    const { findings, tried } = await check();
    expect(findings).toEqual([]);
    expect(tried).toBeGreaterThan(10);
  });
}
