import { nameOf, type NameOf, type Route } from '@doudi/infra/http';

/** What a request to a URL is made of, besides its caller. */
export interface Thing {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** instead of a body: the content of a file */
  readonly content?: string;
}
type Made = () => Thing | Promise<Thing>;

/** What the generated tests of one URL must know and cannot read in its row. */
export interface Sample {
  /** a thing of ours the URL takes; made anew at each call where taking it uses it up */
  readonly own: Made;
  /** the same of theirs; where nothing belongs to anybody there is none */
  readonly foreign?: Made;
  /** well formed, but there is no such thing */
  readonly none?: Thing;
  /** of a list: what our things and theirs are called in it, and a query that narrows it to theirs */
  readonly lists?: { readonly own: () => string; readonly foreign: () => string; readonly narrowed?: Made };
  /** statuses where they are others than usual: of what gets through, and, instead of 404, of what is beyond reach */
  readonly says?: { readonly through?: number; readonly foreign?: 403; readonly bare?: 403 };
  /** an agent sees it also when the mandate has ended */
  readonly outlivesMandate?: true;
  /** the tables it writes to when it succeeds, those that `own` writes to included */
  readonly touches?: readonly string[];
  /** the top fields of a body that was taken, as they are read again */
  readonly readAgain?: (sent: Thing) => Promise<Readonly<Record<string, unknown>>>;
}

/** One sample for every route of a table: the compiler misses one that is missing, and one too many. */
export type Samples<R extends Route> = Readonly<Record<NameOf<R>, Sample>>;

/** The audit trail, which `describeService` gives to every service, takes nothing and belongs to nobody. */
const auditTrail: Sample = { own: () => ({}) };

/** The sample of a route, by `VERB /path`. Throws when there is none. */
export function sampleOf(samples: Readonly<Record<string, Sample>>, route: Route): Sample {
  const sample = route.path.startsWith('/v1/audit/') ? auditTrail : samples[nameOf(route)];
  if (!sample) throw new Error(`${nameOf(route)} has no sample: no URL without its tests`);
  return sample;
}
