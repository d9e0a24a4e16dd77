import { writeSync } from 'node:fs';
import { leftOut } from './rounds.js';

/** Ends the run with one plain line, `N passed, N failed`, for people and for scripts. */
export default class TestReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`;
    const left =
      leftOut.length > 0
        ? `${leftOut.length} suites take a minute or more each and were left out (DOUDI_ROUNDS=all runs them): ${leftOut.join(', ')}\n`
        : '';
    process.once('exit', () => writeSync(1, `${left}${line}`)); // after jest's own summary
  }
}
