import { useWords } from '../../words/use-words.ts';
import type { Calendar } from './calendar-model.ts';
import { MovedBar } from './moved-bar.tsx';

/** How far the publication of a version has come. It runs by itself, so it can be left and found again. */
export function Publication({ calendar: { moved } }: { readonly calendar: Calendar }) {
  const { t } = useWords();
  if (!moved) return null;
  return (
    <div role="status" className="publication">
      <MovedBar moved={moved} />
      <p className="quiet">{t(moved.done < moved.total ? 'calendar.may-leave' : 'calendar.all-moved')}</p>
    </div>
  );
}
