import type { Gauge } from '@doudi/infra/service';
import { countByMarkedLight } from './marked-lights.ts';

/** The metrics of this service. */
export const gauges: readonly Gauge[] = [
  {
    name: 'doudi_open_steps',
    help: 'Open steps by the light their workflow marked last; behind the derived light while Temporal is down',
    label: 'light',
    read: countByMarkedLight,
  },
];
