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

/** Stories of a minute or two on a stack of their own, of rules that have tests of their own, too: DOUDI_ROUNDS=stories, as in `.ci/run`, leaves them in. */
const stories = [
  ...['amended-year', 'change-track', 'conditional-acceptance', 'counter-in-time'],
  ...['fallback-window', 'market-rounds', 'marks', 'order-preview'],
];

const wished = process.env.DOUDI_ROUNDS;
const isNamed = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

/** What is left out of this run, by names of files below `test`. */
export const leftOut =
  wished === 'all' || isNamed ? [] : wished === 'stories' ? rounds : [...rounds, ...stories];
