import { nameOf, type Route } from '@doudi/infra/http';
import { testAsking, type World } from '../http/ask.ts';
import { auditFaults } from './audit-faults.ts';
import { cellsOf } from './cells.ts';
import { checkMandates } from './check-mandates.ts';
import { peopleOf, type Parties } from './people.ts';
import { checkRow } from './check-row.ts';
import { sampleOf, type Sample } from '../samples.ts';

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
  let asking: ReturnType<typeof testAsking> | undefined;
  const opened = () => (asking ??= testAsking(world()));
  const rows = routes.map((route) => {
    const name = nameOf(route);
    const sample = sampleOf(samples, route);
    const cells = cellsOf(route, sample, peopleOf(route.allow, parties));
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
