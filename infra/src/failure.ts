/** What went wrong outside the code, in one sentence a person can act on. Anything else that is thrown is a bug. */
export interface Failure extends Error {
  readonly sentence: string;
}

/** Makes a throwable failure; `sentence` says what is wrong and what would help. */
export const failure = (sentence: string, options?: ErrorOptions): Failure =>
  Object.assign(new Error(sentence, options), { sentence });

export const isFailure = (error: unknown): error is Failure => error instanceof Error && 'sentence' in error;

/** The sentence of a failure, or the whole stack of a bug. */
export const explain = (error: unknown): string =>
  isFailure(error) ? error.sentence : error instanceof Error ? (error.stack ?? error.message) : String(error);
