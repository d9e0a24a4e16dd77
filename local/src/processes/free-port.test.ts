import { expect, test } from '@jest/globals';
import { isFree, steadyPort } from './free-port.ts';

test('a steady port is free, is none the system gives away by itself, and is given once', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, steadyPort));
  expect(new Set(ports).size).toBe(50);
  for (const port of ports) expect(port >= 20_000 && port < 32_768).toBe(true);
  expect(await isFree(ports[0] ?? 0)).toBe(true);
});
