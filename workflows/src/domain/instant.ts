/** An instant in milliseconds since 1970-01-01T00:00Z; every clock of the product counts in these. */
export type Instant = number;
