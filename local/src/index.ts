export {
  cacheFolder,
  dataFolderOf,
  ensureFolder,
  recordsFolder,
  repositoryRoot,
  temporaryFolder,
} from './folders/folders.ts';
export { copyIfThere, copyTree } from './folders/copy-tree.ts';
export { readKeptFile, writeKeptFile } from './folders/kept-files.ts';
export { lockFolder } from './folders/lock-folder.ts';
export { baseBackup } from './postgres/base-backup.ts';
export { runningPostgres } from './postgres/running-postgres.ts';
export { type Postgres, startPostgres, usePostgres } from './postgres/start-postgres.ts';
export { type Child, startChild } from './processes/child-process.ts';
export { type LogOptions, openLogFile } from './processes/log-file.ts';
export { endProcess } from './processes/end-process.ts';
export { freePort, isFree, steadyPort } from './processes/free-port.ts';
export {
  endOrphans,
  inEndingOrder,
  type KnownProcess,
  openRecord,
  readRecords,
  type Recorder,
} from './processes/running-record.ts';
export { refuseSilentTemporal, startTemporal, type Temporal } from './temporal/start-temporal.ts';
export { openReadOnlyUi } from './temporal/read-only-ui.ts';
export { type Cluster, startCluster } from './temporal-cluster/start-cluster.ts';
export { type ClusterDatabases } from './temporal-cluster/cluster-databases.ts';
export { startUi } from './temporal-cluster/start-ui.ts';
