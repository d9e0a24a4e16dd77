import { explain } from '@doudi/infra/failure';
import { lastLines, openLog } from '@doudi/infra/service';
import { refuseDemoIssuer } from './identity.ts';
import { teachUrlParse } from './teach-url-parse.ts';

// The demo issuer as a process of its own, started and stopped by the stack like a service.
const {
  NODE_ENV,
  PORT,
  GATEWAY_URL = '',
  IDENTITY_KEY = '',
  SYSTEM_SECRETS = '',
  LOG_LEVEL = 'info',
} = process.env;
const logger = openLog({ service: 'issuer', level: LOG_LEVEL });
const end = (code: number) => lastLines(logger).then(() => process.exit(code));

// The library speaks of Node's version and of keeping its sessions in memory through the console: known, and meant so.
console.warn = console.info = (notice: unknown) => logger.debug(String(notice));
console.error = (error: unknown) => logger.error(String(error));
teachUrlParse();

try {
  refuseDemoIssuer(NODE_ENV);
  const { startIssuer } = await import('./start-issuer.ts');
  const files = { identityKey: IDENTITY_KEY, systemSecrets: SYSTEM_SECRETS };
  const issuer = await startIssuer({ port: Number(PORT), gateway: GATEWAY_URL, ...files, logger });
  logger.info({ url: issuer.url }, 'issuer is open');
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.on(signal, () => void issuer.close().then(() => end(0)));
} catch (error) {
  logger.fatal(`issuer cannot start: ${explain(error)}`);
  await end(1);
}
