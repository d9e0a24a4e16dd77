import type { ClusterDatabases } from './cluster-databases.ts';
import type { Node } from './cluster-nodes.ts';
import type { DatabaseAccess } from './database-access.ts';

interface ConfigParts {
  readonly access: DatabaseAccess;
  readonly databases: ClusterDatabases;
  readonly shards: number;
  /** all of the cluster */
  readonly nodes: readonly Node[];
  /** the path of the dynamic configuration */
  readonly dynamicConfig: string;
}

/** Connections of a node to each of its databases; seven nodes open 119 at most, of the 300 of the PostgreSQL brought. */
const connections = { default: 12, visibility: 5 } as const;

/** The settings of a node (temporal.io, "Temporal Service configuration"), all on loopback. */
export function nodeConfig({ access, databases, shards, nodes, dynamicConfig }: ConfigParts, node: Node) {
  // of each role one, so that a node knows that there is one; its own is this node
  const ofRole = Object.fromEntries([...nodes.toReversed(), node].map((one) => [one.role, one]));
  const store = (which: keyof ClusterDatabases) => ({
    sql: {
      ...access.ofServer,
      databaseName: databases[which],
      maxConns: connections[which],
      maxIdleConns: connections[which],
      maxConnLifetime: '1h',
    },
  });
  return {
    log: { stdout: true, level: 'error' },
    persistence: {
      numHistoryShards: shards,
      ...{ defaultStore: 'default', visibilityStore: 'visibility' },
      datastores: { default: store('default'), visibility: store('visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(Object.entries(ofRole).map(([role, one]) => [role, rpcOf(one)])),
    clusterMetadata: {
      ...{ enableGlobalNamespace: false, failoverVersionIncrement: 10 },
      ...{ masterClusterName: 'active', currentClusterName: 'active' },
      clusterInformation: {
        active: {
          ...{ enabled: true, initialFailoverVersion: 1, rpcName: 'frontend' },
          ...addressOf(nodes),
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamicConfig, pollInterval: '60s' },
  };
}

/** What all nodes say is the address of the cluster: different ones they would overwrite, and fail when two do so at once. */
function addressOf(nodes: readonly Node[]) {
  const frontend = nodes.find(({ role }) => role === 'frontend');
  return { rpcAddress: `127.0.0.1:${frontend?.grpcPort}`, httpAddress: `127.0.0.1:${frontend?.httpPort}` };
}

const rpcOf = ({ grpcPort, membershipPort, httpPort }: Node) => ({
  rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1', ...(httpPort && { httpPort }) },
});
