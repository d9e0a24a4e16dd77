import { print, run, up, type UpOptions } from '@doudi/stack';

/** How the process is started that holds the stack, as JSON in its first argument; instants are ISO texts. */
export type ParentWish = Pick<
  UpOptions,
  'dataFolder' | 'cacheFolder' | 'ports' | 'limits' | 'instances' | 'logLevel' | 'cluster'
> & { readonly clock?: { readonly officeAt: string; readonly rate: number } };

const { clock, ...wish } = JSON.parse(process.argv[2] ?? '') as ParentWish;

// a stack as `npm start` holds it, on an office clock of its own, and a process of its own: it is to be killed as any other
await run((signal) =>
  up({
    ...wish,
    ...(clock && { clock: { ...clock, officeAt: new Date(clock.officeAt) } }),
    ...{ nodeEnv: 'development', temporary: false, report: print, signal },
  }),
);
