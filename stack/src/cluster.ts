import { runStart } from './run-start.ts';
import { clusterSettings } from './settings.ts';

// `npm run cluster`: what runs past one machine, on one: Temporal as several processes, two of each service.
await runStart(() => clusterSettings(process.env));
