import { oneOfSeveral } from '@doudi/infra/temporal';
import { type ClusterDatabases, startCluster, startUi } from '@doudi/local';
import { keepRunning } from './keep-running.ts';
import type { ProvidedTemporal, Providing } from './providing.ts';
import { logOptions } from './up-options.ts';

/** Enough for a county; see `doc/operations.md` for more. */
const usualShards = 4;

/** A Temporal of several processes and its UI, each kept running until the stop. */
export async function provideCluster(providing: Providing): Promise<Omit<ProvidedTemporal, 'uiUrl'>> {
  const { options, databaseUrl, cleanup, progress } = providing;
  const { dataFolder: folder, cacheFolder, cluster = {}, namespace = 'default', report } = options;
  const kept = { recorder: cleanup.recorder, log: logOptions(options) };
  const { address, nodes, binaries } = await startCluster({
    ...{ folder, cacheFolder, binaries: cluster.binaries, databaseUrl, namespace, report: progress, ...kept },
    databases: databasesOf(databaseUrl, cluster.database),
    shards: cluster.shards ?? usualShards,
  });
  const running = nodes.map((node) => keepRunning({ ...node, report }));
  cleanup.onStop(() => Promise.all(running.map(({ stop }) => stop())).then(() => undefined));
  const { access, close } = await oneOfSeveral({ address });
  cleanup.onStop(close);
  const again = () =>
    startUi({
      ...{ folder, command: binaries['temporal-ui-server'], namespace, port: providing.uiPort, ...kept },
      temporalAddress: access.address,
    });
  cleanup.onStop(keepRunning({ name: 'Temporal UI', first: await again(), again, report }).stop);
  return { address, access };
}

/** Named after the database of the services, so that two stacks on one PostgreSQL do not meet. */
function databasesOf(databaseUrl: string, given?: string): ClusterDatabases {
  const services = decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
  const name = given ?? `${services.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')}_temporal`;
  return { default: name, visibility: `${name}_visibility` };
}
