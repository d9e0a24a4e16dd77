import Sequencer from '@jest/test-sequencer';

/** Restarts process after process: tests that count on an office day of a second or two cannot run beside it. */
const restless = /rolling-restarts\.test\.ts$/;
/** Pure functions: they only take longer. */
const timeless = /workflows\/src\/rules\//;

const rank = ({ path }) => (restless.test(path) ? 0 : timeless.test(path) ? 1 : 2);

/** Has what takes the whole machine run first, beside the tests that know no time; all else as ever. */
export default class TestSequencer extends Sequencer {
  async sort(tests) {
    const usual = await super.sort(tests);
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}
