import { writeSync } from 'node:fs';

/** Ends the run with one plain line, `N passed, N failed`, for people and for scripts. */
export default class TestReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`;
    process.once('exit', () => writeSync(1, line)); // after jest's own summary
  }
}
