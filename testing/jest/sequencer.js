import Sequencer from '@jest/test-sequencer';

/** Restarts process after process: tests that count on an office day of a second or two cannot run beside it. */
const restless = /rolling-restarts\.test\.ts$/;
/** Pure functions: they only take longer. */
const timeless = /workflows\/src\/rules\//;

/** Thousands of requests each: in a worker that already holds the modules of a hundred suites they take half as long again. */
const hungry = /src\/(access-matrix|hostile-input|contract)\.test\.ts$/;

const kinds = [restless, timeless, hungry];
const rank = ({ path }) => {
  const place = kinds.findIndex((kind) => kind.test(path));
  return place < 0 ? kinds.length : place;
};

/** Has what takes the whole machine run first, beside the tests that know no time; all else as ever. */
export default class TestSequencer extends Sequencer {
  async sort(tests) {
    const usual = await super.sort(tests);
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}
