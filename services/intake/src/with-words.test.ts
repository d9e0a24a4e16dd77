import { codesIn } from '@doudi/infra/http';
import { wordsIn } from '@doudi/workflows';
import type { z } from 'zod';
import { AdviceAnswer } from './advice-answer.ts';
import { OrderPreview } from './preview-order.ts';
import { TracksAnswer } from './read-tracks.ts';

const answers: readonly [string, z.ZodType][] = [
  ['tracks', TracksAnswer],
  ['a preview', OrderPreview],
  ['an advice', AdviceAnswer],
];

test.each(answers)('no code that %s can bear lacks its words', (_name, answer) => {
  const codes = [...codesIn(answer)].flatMap(([field, values]) =>
    [...values].map((code) => [field, code] as const),
  );
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter(([field, code]) => wordsIn(field, code).zh === code)).toEqual([]);
});
