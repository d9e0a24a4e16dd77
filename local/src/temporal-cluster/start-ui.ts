import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder } from '../folders/folders.ts';
import { type Child, startChild } from '../processes/child-process.ts';
import type { LogOptions } from '../processes/log-file.ts';
import type { Recorder } from '../processes/running-record.ts';

export interface UiOptions {
  /** holds its settings and its log */
  readonly folder: string;
  /** the path of temporal-ui-server */
  readonly command: string;
  /** host:port of the one frontend it asks */
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly port: number;
  readonly recorder?: Recorder;
  readonly log?: LogOptions;
}

/** Starts the Temporal UI on a loopback port. It has write actions, see `openReadOnlyUi`. */
export function startUi({
  folder,
  command,
  temporalAddress,
  namespace,
  port,
  ...rest
}: UiOptions): Promise<Child> {
  const settings = {
    ...{ host: '127.0.0.1', port, enableUi: true, temporalGrpcAddress: temporalAddress },
    ...{ defaultNamespace: namespace, disableNewsFetch: true, hideLogs: true },
    cors: { cookieInsecure: true, allowOrigins: [] },
  };
  const where = ensureFolder(join(folder, 'temporal-ui'));
  writeFileSync(join(where, 'local.yaml'), JSON.stringify(settings, null, 2)); // JSON is YAML, too
  return startChild({
    name: 'Temporal UI',
    command,
    args: ['--root', folder, '--config', 'temporal-ui', '--env', 'local', 'start'],
    logFile: join(folder, 'logs', 'temporal-ui.log'),
    ...rest,
  });
}
