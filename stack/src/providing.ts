import type { TemporalAccess } from '@doudi/infra/temporal';
import type { Cleanup } from './cleanup.ts';
import type { UpOptions } from './up-options.ts';

export interface ProvidedTemporal {
  /** as the services are given it: one address or several */
  readonly address: string;
  /** how this process reaches it */
  readonly access: TemporalAccess;
  readonly uiUrl?: string;
}

export interface Providing {
  readonly options: UpOptions;
  /** where people open the Temporal UI of one that is brought */
  readonly uiPort: number;
  /** of the PostgreSQL, which is there by now */
  readonly databaseUrl: string;
  readonly cleanup: Cleanup;
  readonly progress: (what: string) => void;
}
