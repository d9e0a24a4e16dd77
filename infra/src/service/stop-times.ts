/** Real milliseconds in which answers may still be given at a stop: a decision may take 15 s, when another instance has just ended. */
export const lastAnswersMs = 16_000;

/** Real milliseconds after which a stop that hangs is cut short, after DRAIN_MS: last answers, 4 s for the worker, and some. */
export const longestStopMs = lastAnswersMs + 6_000;
