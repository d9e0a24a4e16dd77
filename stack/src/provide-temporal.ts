import { readSettings } from '@doudi/infra/service';
import { reachTemporal, temporalSettings } from '@doudi/infra/temporal';
import { type Child, openReadOnlyUi, refuseSilentTemporal, startTemporal, steadyPort } from '@doudi/local';
import type { Cleanup } from './cleanup.ts';
import { keepRunning } from './keep-running.ts';
import { provideCluster } from './provide-cluster.ts';
import type { ProvidedTemporal, Providing } from './providing.ts';
import { logOptions, type UpOptions } from './up-options.ts';

/** The Temporal that is given, or our own, of one process or several, kept running until the stop. */
export async function provideTemporal(providing: Providing): Promise<ProvidedTemporal> {
  const { options, uiPort, cleanup } = providing;
  if (options.temporalAddress) return useGiven(options, options.temporalAddress, cleanup);
  const innerUiPort = await steadyPort();
  const own = options.cluster ? provideCluster : provideOneProcess;
  const provided = await own({ ...providing, uiPort: innerUiPort });
  const ui = await openReadOnlyUi({ port: uiPort, target: `http://127.0.0.1:${innerUiPort}` });
  cleanup.onStop(ui.close);
  return { ...provided, uiUrl: `http://127.0.0.1:${uiPort}` };
}

async function useGiven(options: UpOptions, address: string, cleanup: Cleanup): Promise<ProvidedTemporal> {
  const settings = { TEMPORAL_ADDRESS: address, ...options.temporalAccess };
  const { access, close } = await reachTemporal(readSettings(temporalSettings, settings));
  cleanup.onStop(close);
  await refuseSilentTemporal(address, access, options.namespace ?? 'default');
  const { temporalUiUrl: uiUrl } = options;
  return { address, access, ...(uiUrl && { uiUrl }) };
}

async function provideOneProcess({
  options,
  uiPort,
  cleanup,
  progress,
}: Providing): Promise<ProvidedTemporal> {
  const { dataFolder: folder, cacheFolder, temporary, report } = options;
  const { recorder } = cleanup;
  const start = (port?: number) =>
    startTemporal({
      ...{ folder, cacheFolder, durable: !temporary, uiPort, recorder, report: progress },
      log: logOptions(options),
      ...(port && { port }),
    });
  const { address, child } = await start();
  const again = async () => (await start(Number(address.split(':')[1]))).child as Child;
  cleanup.onStop(keepRunning({ name: 'Temporal', first: child as Child, again, report }).stop);
  return { address, access: { address } };
}
