import { join } from 'node:path';
import type { LogOptions } from '@doudi/local';
import type { Service } from '@doudi/infra/service';
import type { Identity } from './issuer/identity.ts';

/** How a Temporal of several processes is made. */
interface ClusterWish {
  /** parts of the history, 1 to 16384: kept for ever by the cluster they were made with; 4 unless given */
  readonly shards?: number;
  /** its database; `<the database of the services>_temporal`, unless given. A second one has `_visibility` after it */
  readonly database?: string;
  /** a folder with its programs; what that lacks is cached or built */
  readonly binaries?: string;
}

/** How a stack is started. */
export interface UpOptions {
  /** holds our own databases, the papers, the identity key and the logs; created if missing */
  readonly dataFolder: string;
  /** where papers are kept instead, by the names of the settings */
  readonly storage?: Readonly<Record<string, string>>;
  /** the data folder is removed at the stop, and nothing in it is made to survive a power cut */
  readonly temporary: boolean;
  readonly cacheFolder: string;
  /** with which the market seals bids; without them those of the data folder */
  readonly bidsSecrets?: string;
  /** stores that are given; without them our own are started */
  readonly databaseUrl?: string;
  readonly temporalAddress?: string;
  /** TLS, certificates and API key of the Temporal given, by the names of the settings */
  readonly temporalAccess?: Readonly<Record<string, string>>;
  readonly temporalUiUrl?: string;
  readonly namespace?: string;
  /** a Temporal of several processes, its data in databases of the PostgreSQL, instead of the one that is brought as one process */
  readonly cluster?: ClusterWish;
  /** an issuer that is given; without it the demo issuer is started, in production nothing is */
  readonly identity?: Identity;
  /** the name under which that issuer knows the console; `console`, unless given */
  readonly consoleClientId?: string;
  /** ports that must be these; without, the usual ones or any that are free */
  readonly ports?: { readonly gateway?: number; readonly temporalUi?: number };
  /** the office clock, set once when all services are ready; without it, real time */
  readonly clock?: { readonly officeAt: Date; readonly rate: number };
  readonly nodeEnv?: string;
  readonly logLevel?: string;
  /** size at which a file of a log is put aside, 1 to 1000 MB; 10 unless said otherwise */
  readonly logMegabytes?: number;
  /** limits of the services that are to be others than the usual, by the names of their settings */
  readonly limits?: Readonly<Record<string, string>>;
  /** networks of proxies before the gateway whose X-Forwarded-For is believed; none, unless given */
  readonly trustedProxies?: string;
  /** the stores may be of different ages: they are about to be put together */
  readonly mayDiffer?: boolean;
  readonly services?: readonly Service[];
  /** processes of each service, 1 to 8; one by default */
  readonly instances?: number;
  /** the terminal shows a moving list of steps; else plain lines */
  readonly moving?: boolean;
  readonly report: (sentence: string) => void;
  /** stops a start that is not ready yet */
  readonly signal?: AbortSignal;
}

/** How the logs of a stack are kept. */
export const logOptions = ({ logMegabytes, report }: UpOptions): LogOptions => ({
  report,
  ...(logMegabytes && { megabytes: logMegabytes }),
});

/** Where a stack keeps papers, by the names of the settings: in its data folder, unless it is told otherwise. */
export const storageOf = ({
  storage,
  dataFolder,
}: Pick<UpOptions, 'storage' | 'dataFolder'>): Readonly<Record<string, string>> =>
  storage ?? { STORAGE_FOLDER: join(dataFolder, 'papers') };
