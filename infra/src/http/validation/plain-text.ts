import { z } from 'zod';
import { bilingual } from '../../words.ts';

// Classes of characters as the contract shows them: spelt out, because engines differ in what \s and \p mean.
const blank = String.raw` \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;
const formatOverrides = String.raw`\u202a-\u202e\u2066-\u2069`;
const controls = String.raw`\u0000-\u001f\u007f-\u009f\u2028\u2029`;
const controlsButLines = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f`;

/** One line of text, without the blanks around it: 1 to `most` characters, a visible one among them. */
export const oneLine = (most: number) => bounded(most, blank, controls + formatOverrides);

/** Text with line breaks, without the blanks around it: 1 to `most` characters, a visible one among them. */
export const someLines = (most: number) =>
  bounded(most, String.raw`\t\n` + blank, controlsButLines + formatOverrides);

/** Judged as it was sent, so that the contract can say how; then trimmed. */
function bounded(most: number, blanks: string, unwanted: string) {
  const isBad = new RegExp(`[${unwanted}]`, 'u');
  const error = ({ input }: { input: unknown }) =>
    isBad.test(String(input))
      ? bilingual('不能含控制字符', 'must not contain control characters')
      : bilingual('不能为空', 'must not be empty');
  // blanks, one visible character, then the rest: never more than one way to match, so no text makes it slow
  const fit = new RegExp(`^[${blanks}]*[^${blanks}${unwanted}][^${unwanted}]*$`, 'u');
  return z.string().regex(fit, { error }).check(atMost(most)).trim().meta({ maxLength: most });
}

/** Counts characters as JSON Schema does: code points, not the halves of surrogate pairs. */
const atMost =
  (maximum: number) =>
  (given: z.core.ParsePayload<string>): void => {
    const { value: input, issues } = given;
    if (input.length <= maximum || [...input].length <= maximum) return;
    const message = bilingual(`最多 ${maximum} 个字符`, `must have at most ${maximum} characters`);
    issues.push({ code: 'too_big', origin: 'string', maximum, input, message });
  };
