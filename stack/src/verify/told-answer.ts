/** A line of the file of what callers were answered: the last one of a key counts, or the first with success. */
export interface ToldAnswer {
  /** the Idempotency-Key, another for each request */
  readonly key: string;
  /** without its query */
  readonly path: string;
  /** 0 and 5xx: it is not known whether it was done */
  readonly status: number;
  /** the body of a success, where it is a JSON object */
  readonly answer: object | null;
  /** when it was told, real milliseconds since the epoch */
  readonly at: number;
}
