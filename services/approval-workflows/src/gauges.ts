import type { Gauge } from '@doudi/infra/service';
import { countConflicts } from './conflicts.ts';
import { countByMarkedLight } from './marked-lights.ts';

/** The metrics of this service. */
export const gauges: readonly Gauge[] = [
  {
    name: 'doudi_open_steps',
    help: 'Open steps by the light their workflow marked last; behind the derived light while Temporal is down',
    label: 'light',
    read: countByMarkedLight,
  },
  {
    name: 'doudi_refused_conflicts',
    help: 'Writes of this process that contradicted what is on record: a store is older than the other (npm run reconcile)',
    read: countConflicts,
  },
];
