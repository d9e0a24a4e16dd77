import { nameOf, type Route } from '@doudi/infra/http';
import { recordingClient, type World, type Line } from '../http/ask.ts';
import { cellsOf } from './cells.ts';
import { checkMandates, checkRow } from './check-row.ts';
import { peopleOf, somebody, type Parties } from './people.ts';
import { sampleOf, type Sample } from '../samples.ts';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@doudi/infra/database';

interface Matrix {
  readonly routes: readonly Route[];
  /** by `VERB /path` */
  readonly samples: Readonly<Record<string, Sample>>;
  readonly parties: Parties;
  readonly world: () => World;
}

/**
 * The access matrix of a table of routes: every URL × everybody × own, foreign and not existing things × good and bad tokens. Each
 * check answers what is otherwise than the row says, in one line each.
 */
export function accessMatrix({ routes, samples, parties, world }: Matrix) {
  let asking: ReturnType<typeof recordingClient> | undefined;
  const opened = () => (asking ??= recordingClient(world()));
  const rows = routes.map((route) => {
    const name = nameOf(route);
    const sample = sampleOf(samples, route);
    const cells = cellsOf(route, sample, route.public ? [somebody] : peopleOf(route.allow, parties));
    const part = { route, sample, cells };
    return {
      ...{ name, cells: cells.length, isMandated: Object.values(route.allow).includes('mandated') },
      check: () => checkRow(part, world(), opened().ask),
      checkMandates: () => checkMandates(part, world(), opened().ask),
    };
  });
  return {
    rows,
    mandated: rows.filter(({ isMandated }) => isMandated),
    cells: rows.reduce((sum, { cells }) => sum + cells, 0),
    /** samples of URLs that are not in the table */
    strays: Object.keys(samples).filter((name) => !rows.some((row) => row.name === name)),
    auditFaults: () => auditFaults(world().pool, opened().lines),
    close: () => asking?.close(),
  };
}

/** Real milliseconds in which every line must be there; they are written behind the answers. */
const patienceMs = 20_000;

/** What the audit has too little, too much or otherwise: it must have exactly one line for each of these, and no other. */
async function auditFaults(pool: Pool, expected: readonly Line[]): Promise<string[]> {
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
