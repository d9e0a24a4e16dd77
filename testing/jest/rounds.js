/**
 * Suites that take minutes each: whole rounds of kills, restarts and restores, clusters, and the pages of every person in a browser. `npm test` leaves
 * them out and says so; with DOUDI_ROUNDS=all, or named on the command line, they run.
 */
const rounds = [
  ...['case-receipts', 'cluster', 'counter-under-fire', 'drill', 'full-disk', 'kill-nine'],
  ...['kill-temporal', 'many-cases', 'market-under-fire', 'replay-open', 'rolling-restarts'],
  ...['stores-of-different-ages', 'temporal-stopped', 'traces', 'verify'],
  ...['console-officials', 'console-pages', 'console-parties', 'temporal-ui', 'tour'],
];

const isNamed = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

/** What is left out of this run, by names of files below `test`. */
export const leftOut = process.env.DOUDI_ROUNDS === 'all' || isNamed ? [] : rounds;
