import { steadyPort } from '@doudi/local';
import { gatewayUrlOf, trustedByServices, type House } from './house.ts';
import type { Lifeline } from './lifeline.ts';
import { startServiceProcess, type ServiceProcess } from './service-process.ts';
import type { Service } from '@doudi/infra/service';
import type { UpOptions } from './up-options.ts';

interface Opening {
  readonly options: UpOptions;
  readonly house: House;
  readonly lifeline: Lifeline;
  readonly namespace: string;
  readonly say: (what: string) => void;
}

/** Starts all instances of a service at once and makes them known to the gateway. */
export async function openService(service: Service, opening: Opening): Promise<void> {
  const { options, house, say } = opening;
  const numbers = Array.from({ length: options.instances ?? 1 }, (_, index) => index);
  const instances = await Promise.all(numbers.map((index) => openInstance(service, index, opening)));
  house.instances[service.name] = instances;
  for (const prefix of service.prefixes) house.routes[prefix] = instances.map(({ url }) => url);
  say(`${service.name} is ready`);
}

async function openInstance(service: Service, index: number, opening: Opening): Promise<ServiceProcess> {
  const { options, house, lifeline } = opening;
  const instance = await startServiceProcess(service, {
    index,
    port: await steadyPort(),
    env: settingsOf(opening),
    logs: house.logs,
    recorder: lifeline.recorder,
    rotation: house.rotation,
    tell: options.tell,
  });
  lifeline.onStop(instance.stop);
  return instance;
}

function settingsOf({ options, house, namespace }: Opening): Record<string, string> {
  return {
    NODE_ENV: options.nodeEnv ?? 'development',
    DATABASE_URL: house.databaseUrl,
    TEMPORAL_ADDRESS: house.temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    LOG_LEVEL: options.logLevel ?? 'info',
    TRUSTED_PROXIES: trustedByServices(options),
    ...options.limits,
    ...(house.identity && {
      IDENTITY_JWKS_URL: house.identity.jwksUrl,
      IDENTITY_ISSUER: house.identity.issuer,
      IDENTITY_AUDIENCE: house.identity.audience,
    }),
    GATEWAY_URL: gatewayUrlOf(house),
    ...(house.temporalUi && { TEMPORAL_UI_URL: house.temporalUi }),
  };
}
