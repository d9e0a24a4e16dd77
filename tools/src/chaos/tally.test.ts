import { openTally } from './tally.ts';

const write = { isWrite: true, isDone: true };

test('the worst wait in a span is what of a request lies in it', () => {
  const tally = openTally();
  tally.answered({ ...write, from: 100, to: 900 });
  tally.answered({ ...write, from: 450, to: 500 });
  tally.answered({ isWrite: false, isDone: true, from: 0, to: 10_000 });
  expect(tally.worst(true, { at: 400, until: 1_000 })).toBe(500);
  expect(tally.worst(true, { at: 400, until: 600 })).toBe(200);
  expect(tally.worst(true, { at: 1_000, until: 2_000 })).toBe(0);
  expect(tally.worst(false, { at: 400, until: 600 })).toBe(200);
});

test('attempts are counted by what a caller makes of them, and faults of ours are kept', () => {
  const tally = openTally();
  for (const status of [200, 201, 503, 0, 404, 500]) tally.attempt(status, 'GET /v1/orders');
  expect(Object.fromEntries(tally.counts())).toEqual({ '2xx': 2, '503': 1, broken: 1, '404': 1, '500': 1 });
  expect(tally.faults()).toEqual([expect.stringMatching(/^\d{4}-.* GET \/v1\/orders$/)]);
});

test('writes that were begun before an instant say nothing of what came after it', () => {
  const tally = openTally();
  tally.answered({ ...write, from: 100, to: 900 });
  tally.answered({ ...write, isDone: false, from: 600, to: 700 });
  tally.answered({ ...write, from: 600, to: 700 });
  expect(tally.doneSince(500)).toBe(1);
});
