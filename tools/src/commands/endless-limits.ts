const names = ['RATE_READS', 'RATE_UPLOADS', 'RATE_WRITES', 'RATE_ADDRESS'] as const;

/** Requests in a minute, for loads: counted as ever, and none is refused for being one of many. */
export const endlessLimits = Object.fromEntries(names.map((name) => [name, '100000000']));
