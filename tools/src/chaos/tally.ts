/** One request until it was answered for good, however often it was sent. */
export interface Answered {
  readonly isWrite: boolean;
  readonly from: number;
  readonly to: number;
  readonly isDone: boolean;
}

/** From a blow to the next one. */
export interface Span {
  readonly at: number;
  readonly until: number;
}

export type Tally = ReturnType<typeof openTally>;

/** Counts what callers are answered, attempt by attempt, and how long each request took as a whole. */
export function openTally() {
  const byStatus = new Map<string, number>();
  const requests: Answered[] = [];
  const faults: string[] = [];
  return {
    attempt: (status: number, what: string): void => {
      const name = nameOf(status);
      byStatus.set(name, (byStatus.get(name) ?? 0) + 1);
      if (status === internal && faults.length < most) faults.push(`${new Date().toISOString()} ${what}`);
    },
    /** the first requests that a service had no better answer to than that it does not know what is wrong, each a bug of ours */
    faults: (): readonly string[] => faults,
    answered: (one: Answered): void => void requests.push(one),
    /** how many writes that began after an instant were done */
    doneSince: (at: number): number =>
      requests.filter(({ isWrite, isDone, from }) => isWrite && isDone && from >= at).length,
    counts: (): ReadonlyMap<string, number> => byStatus,
    /** Real milliseconds of the worst wait of a request in a span: what it had waited before, or waited after, is not the blow's. */
    worst: (isWrite: boolean, { at, until }: Span): number =>
      requests
        .filter((one) => one.isWrite === isWrite)
        .reduce((most, { from, to }) => Math.max(most, Math.min(to, until) - Math.max(from, at)), 0),
  };
}

const internal = 500;
/** Faults that are kept. */
const most = 20;

/** By what a caller makes of it: done, asked again because nobody answered, or refused for good. */
function nameOf(status: number): string {
  if (status >= 200 && status < 300) return '2xx';
  if (status === 0) return 'broken';
  return String(status);
}
