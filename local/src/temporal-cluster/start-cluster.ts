import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';
import { ensureFolder } from '../folders/folders.ts';
import { writeKeptFile } from '../folders/kept-files.ts';
import { type Child, type ChildSpec, startChild } from '../processes/child-process.ts';
import type { LogOptions } from '../processes/log-file.ts';
import type { Recorder } from '../processes/running-record.ts';
import { dynamicConfig } from '../temporal/dynamic-config.ts';
import { clusterBinaries, type ClusterBinaries } from './cluster-binaries.ts';
import { type ClusterDatabases, ensureClusterDatabases } from './cluster-databases.ts';
import { chooseNodes, type Node } from './cluster-nodes.ts';
import { databaseAccess } from './database-access.ts';
import { ensureNamespace } from './ensure-namespace.ts';
import { nodeConfig } from './node-config.ts';
import { answers } from './node-health.ts';

export interface ClusterOptions {
  /** holds the logs and the settings of the nodes; created if missing */
  readonly folder: string;
  readonly cacheFolder: string;
  /** a folder with temporal-server, temporal-sql-tool and temporal-ui-server; what it lacks is cached or built */
  readonly binaries?: string | undefined;
  /** of the PostgreSQL that is to hold its databases */
  readonly databaseUrl: string;
  readonly databases: ClusterDatabases;
  /** parts of the history, 1 to 16384; a cluster that exists keeps those it was made with */
  readonly shards: number;
  readonly namespace: string;
  readonly recorder?: Recorder;
  readonly log?: LogOptions;
  /** called with what is going on */
  readonly report: (sentence: string) => void;
}

/** A node that runs, and how it is started again on its ports. */
interface ClusterNode {
  readonly name: string;
  readonly first: Child;
  readonly again: () => Promise<Child>;
}

export interface Cluster {
  /** host:port of each frontend, with commas between */
  readonly address: string;
  readonly nodes: readonly ClusterNode[];
  readonly binaries: ClusterBinaries;
}

/** Starts the server of several processes on loopback, its data in two databases. When it cannot be, what was started is stopped. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { cacheFolder, databaseUrl, databases, report } = options;
  const binaries = await clusterBinaries({ cacheFolder, given: options.binaries, report });
  report('the schema of its databases');
  await ensureClusterDatabases({ databaseUrl, names: databases, sqlTool: binaries['temporal-sql-tool'] });
  const chosen = await chooseNodes();
  const specOf = nodeSpecs(options, binaries['temporal-server'], chosen);
  const nodes: ClusterNode[] = [];
  try {
    for (const node of chosen) {
      const again = () => startChild(specOf(node));
      nodes.push({ name: node.name, first: await again(), again });
      // of a new cluster the first node alone writes what the others read: all at once, some would fail
      if (nodes.length === 1) await allAnswering([node], nodes);
    }
    report(`${nodes.length} nodes find each other`);
    await allAnswering(chosen, nodes);
    const frontends = chosen.filter(({ role }) => role === 'frontend').map(addressOf);
    for (const address of frontends) await prepared(address, options.namespace);
    return { address: frontends.join(','), nodes, binaries };
  } catch (error) {
    await Promise.all(nodes.map(({ first }) => first.stop()));
    throw error;
  }
}

const addressOf = ({ grpcPort }: Node): string => `127.0.0.1:${grpcPort}`;

function nodeSpecs(
  options: ClusterOptions,
  command: string,
  nodes: readonly Node[],
): (node: Node) => ChildSpec {
  const { databaseUrl, databases, shards, recorder, log } = options;
  const logs = ensureFolder(join(options.folder, 'logs'));
  const settings = ensureFolder(join(options.folder, 'temporal-cluster'));
  const parts = {
    ...{ access: databaseAccess(databaseUrl), databases, shards, nodes },
    dynamicConfig: writeDynamicConfig(settings),
  };
  return (node) => {
    const name = node.name.toLowerCase().replaceAll(' ', '-');
    const file = join(settings, `${name}.yaml`);
    writeKeptFile(file, asYaml(nodeConfig(parts, node))); // the password of the databases is in it
    return {
      name: node.name,
      command,
      args: ['--config-file', file, '--allow-no-auth', 'start', '--service', node.role],
      env: {},
      logFile: join(logs, `${name}.log`),
      ...(recorder && { recorder }),
      ...(log && { log }),
    };
  };
}

/** JSON is YAML, too. */
const asYaml = (settings: object): string => JSON.stringify(settings, null, 2);

function writeDynamicConfig(folder: string): string {
  const file = join(folder, 'dynamic-config.yaml');
  const values = Object.entries(dynamicConfig).map(([key, value]) => [key, [{ value }]] as const);
  writeKeptFile(file, asYaml(Object.fromEntries(values)));
  return file;
}

/** Asks a frontend until it has the namespace and reaches what it needs: the nodes learn of each other one after the other. */
async function prepared(address: string, namespace: string): Promise<void> {
  for (const deadline = Date.now() + readyMs; ; await sleep(200)) {
    const why = await ensureNamespace(address, namespace).catch((error: Error) => error.message);
    if (!why) return;
    if (Date.now() > deadline) throw failure(`Temporal was not ready within ${readyMs / 1_000} s: ${why}.`);
  }
}

const lastLine = ({ logTail }: Child): string => logTail().trim().split('\n').at(-1) ?? '';

/** Real milliseconds in which all nodes must answer, and every frontend must reach the others; the nodes of a start before that was killed are looked for up to half a minute. */
const readyMs = 90_000;

async function allAnswering(chosen: readonly Node[], nodes: readonly ClusterNode[]): Promise<void> {
  for (const deadline = Date.now() + readyMs; ; await sleep(100)) {
    const ended = nodes.find(({ first }) => !first.isRunning());
    if (ended) throw failure(`${ended.name} ended while it started: ${lastLine(ended.first)}`);
    const there = await Promise.all(chosen.map(answers));
    if (there.every(Boolean)) return;
    const late = chosen.filter((_, index) => !there[index]).map(({ name }) => name);
    if (Date.now() > deadline)
      throw failure(`${late.join(', ')} did not answer within ${readyMs / 1_000} s.`);
  }
}
