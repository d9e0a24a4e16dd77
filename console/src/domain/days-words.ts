import { useWords } from '../words/use-words.ts';

/** A number of days with its unit: working days, unless they are calendar days. */
export function useDaysWords() {
  const { t } = useWords();
  return (count: number, unit = 'working-day'): string =>
    t(unit === 'calendar-day' ? 'tasks.calendar-days' : 'tasks.days', { count });
}
