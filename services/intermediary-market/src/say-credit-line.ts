import { judgeTenths, wordsIn, type CreditLine, type Words } from '@doudi/workflows';
import type { ShownDeduction } from './deductions.ts';

/** A line of an agency's score as people read it: what it is for, and why it does not count where it does not. */
export function sayCreditLine(line: CreditLine<ShownDeduction>): Words {
  if (line.kind === 'base' || line.kind === 'floor') return wordsIn('creditLine', line.kind);
  if (line.kind === 'deduction') return sayDeduction(line);
  const judge = wordsIn('judge', line.judge);
  const { counted, given, meanHundredths } = line.ratings;
  if (line.kind === 'decayed-ratings')
    return joined(judge, filled('decayed-ratings', { count: given - counted }));
  if (meanHundredths === null) return joined(judge, wordsIn('creditLine', 'not-rated'));
  const mean = (meanHundredths / 100).toFixed(2);
  return joined(judge, filled('ratings', { count: counted, mean, weight: judgeTenths[line.judge] / 10 }));
}

function sayDeduction({
  deduction,
  standing,
}: CreditLine<ShownDeduction> & { readonly kind: 'deduction' }): Words {
  const { kind, days } = deduction;
  return joined(
    wordsIn('deducted', kind),
    ...(days === null ? [] : [filled('days-late', { days })]),
    ...(standing === 'counts' ? [] : [wordsIn('creditStanding', standing)]),
  );
}

const joined = (...parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join('，'),
  en: parts.map(({ en }) => en).join(', '),
});

/** The words of a line with its numbers in them. */
function filled(code: string, numbers: Readonly<Record<string, string | number>>): Words {
  const { zh, en } = wordsIn('creditLine', code);
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(numbers[name]));
  return { zh: fill(zh), en: fill(en) };
}
