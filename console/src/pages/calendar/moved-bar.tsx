import { useWords } from '../../words/use-words.ts';
import type { CalendarSummary } from './calendar-model.ts';

/** How far a publication has come: of so many open orders so many are on it. */
export function MovedBar({
  moved: { done, total },
}: {
  readonly moved: NonNullable<CalendarSummary['moved']>;
}) {
  const { t } = useWords();
  const said = t('calendar.moving', { done, total });
  return (
    <span className="moved">
      {total > 0 && <progress value={done} max={total} aria-label={said} />} {said}
    </span>
  );
}
