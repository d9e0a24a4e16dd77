import { runStart } from './run-start.ts';
import { stackSettings } from './settings.ts';

// `npm start`: everything on one machine, Temporal as one process.
await runStart(() => stackSettings(process.env));
