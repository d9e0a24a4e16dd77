import { channelGauges, channelSweeps } from '@doudi/infra/channels';
import { openPool } from '@doudi/infra/database';
import {
  every,
  officeClock,
  openLog,
  openWakeUp,
  readSettings,
  runService,
  startTracing,
} from '@doudi/infra/service';
import { openStorage, prepareFolder, removeUnfiled, scannerAt } from '@doudi/infra/storage';
import { reachTemporal, startWorker, temporalClient } from '@doudi/infra/temporal';
import { activities } from './activities.ts';
import { openBidVault } from './bid-vault.ts';
import { outboxChannel } from './outbox.ts';
import { relayOutbox } from './relay-outbox.ts';
import { gauges } from './gauges.ts';
import { loadSamples } from './load-samples.ts';
import { marketSettings } from './market-settings.ts';
import { notices } from './notices.ts';
import { passOverdue } from './pass-deadline.ts';
import { remindOwners } from './remind-owners.ts';
import { sendMilestone } from './send-milestone.ts';
import { intermediaryMarket } from './service.ts';
import { sweepAgencies } from './sweep-agencies.ts';
import { sweepCredit } from './sweep-credit.ts';

/** Real milliseconds between two looks into the outbox when nothing is notified; messages that wait to be tried again are due then, too. */
const outboxEveryMs = 2_000;

/** Real milliseconds between two looks at the limits that are over; an act behind a limit does not wait for it. */
const deadlinesEveryMs = 1_000;
/** Real milliseconds between two looks at owners who leave their move lying. */
const remindersEveryMs = 10_000;

/** Real milliseconds between two looks at what time alone makes of the credit of agencies. */
const creditEveryMs = 30_000;
/** Real milliseconds between two looks for what time alone has brought to agencies. */
const sweepEveryMs = 60_000;

/** How many relays run at once, so that a slow message does not keep the others waiting. */
const relays = 3;

const given = readSettings(marketSettings, process.env);
const logger = openLog({ service: intermediaryMarket.name, level: given.LOG_LEVEL });
const tracing = await startTracing(intermediaryMarket.name, given.OTEL_EXPORTER_OTLP_ENDPOINT);
const pool = openPool({
  url: given.DATABASE_URL,
  role: intermediaryMarket.role,
  statementMs: given.STATEMENT_MS,
});
await prepareFolder(given);
const clock = officeClock(pool, { production: given.NODE_ENV === 'production' });
const { access } = await reachTemporal(given);
const server = { ...access, namespace: given.TEMPORAL_NAMESPACE, tracing };
const temporal = temporalClient(server);
const dependencies = {
  pool,
  now: clock.now,
  vault: openBidVault(given.BIDS_SECRETS),
  storage: openStorage(given),
  scan: given.SCANNER_URL ? scannerAt(given.SCANNER_URL) : undefined,
};
const relayWakeUp = openWakeUp();
const relay = { pool, logger, send: sendMilestone(temporal) };

async function relayWhenWoken(signal: AbortSignal) {
  await relayWakeUp.wait(outboxEveryMs, signal);
  if (!signal.aborted) await relayOutbox(relay);
}

await loadSamples(pool, await clock.now(pool));
await runService({
  name: intermediaryMarket.name,
  settings: given,
  logger,
  pool,
  clock,
  temporal,
  tracing,
  routes: intermediaryMarket.routes(dependencies),
  contract: intermediaryMarket.contract,
  worker: () =>
    startWorker({
      ...server,
      logger,
      taskQueue: intermediaryMarket.taskQueue,
      activities: activities({ pool }),
    }),
  gauges: [...gauges, ...channelGauges],
  listeners: [{ channel: outboxChannel, heard: relayWakeUp.wake }],
  sweeps: [
    ...Array.from({ length: relays }, () => every(1, relayWhenWoken)),
    every(deadlinesEveryMs, passOverdue(pool, { ...dependencies, logger })),
    every(remindersEveryMs, remindOwners(pool, dependencies)),
    every(creditEveryMs, sweepCredit({ pool, now: clock.now }), 'sweepCredit'),
    every(sweepEveryMs, sweepAgencies(dependencies), 'sweepAgencies'),
    every(10 * sweepEveryMs, removeUnfiled(dependencies), 'removeUnfiled'),
    ...channelSweeps({ service: intermediaryMarket.name, settings: given, pool, logger, ...notices }),
  ],
});
