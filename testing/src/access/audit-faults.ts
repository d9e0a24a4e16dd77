import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@doudi/infra/database';
import type { Line } from '../http/ask.ts';

/** Real milliseconds in which every line must be there; they are written behind the answers. */
const patienceMs = 20_000;

/** What the audit has too little, too much or otherwise: it must have exactly one line for each of these, and no other. */
export async function auditFaults(pool: Pool, expected: readonly Line[]): Promise<string[]> {
  const until = Date.now() + patienceMs;
  let found = await findLines(pool);
  while (found.length < expected.length && Date.now() < until) {
    await pause(50);
    found = await findLines(pool);
  }
  const [wanted, there] = [count(expected), count(found)];
  return [...new Set([...wanted.keys(), ...there.keys()])]
    .filter((line) => wanted.get(line) !== there.get(line))
    .map((line) => `${there.get(line) ?? 0} lines instead of ${wanted.get(line) ?? 0}: ${line}`);
}

async function findLines(pool: Pool): Promise<Line[]> {
  const { rows } = await pool.query<Line>(`
    select request_id as "requestId", who, what, path, status from audit where request_id like 'matrix-%'`);
  return rows;
}

function count(lines: readonly Line[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { requestId, who, what, path, status } of lines) {
    const line = JSON.stringify({ requestId, who, what, path, status });
    counted.set(line, (counted.get(line) ?? 0) + 1);
  }
  return counted;
}
