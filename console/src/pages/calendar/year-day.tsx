import { dayInWords } from '../../domain/dates.ts';
import { useWords } from '../../words/use-words.ts';
import type { YearDay } from './calendar-model.ts';

interface Props {
  readonly day: YearDay;
  /** what the server found wrong with it */
  readonly faults: readonly string[];
  readonly onClick: ((day: string) => void) | undefined;
}

/** A day of the year: a button where it can be changed, else a text. */
export function YearDayCell({ day: { day, kind, name }, faults, onClick }: Props) {
  const { t, code, language } = useWords();
  const letter = kind === 'holiday' ? t('calendar.off') : kind === 'make-up-day' ? t('order.make-up') : '';
  const isOff = kind === 'holiday' || kind === 'weekend';
  const spoken = [dayInWords(day, language), code('why', kind), name && code('holiday', name), ...faults];
  const classes = ['day', isOff && 'day-off', letter && 'day-named', faults.length > 0 && 'day-faulty'];
  const about = spoken.filter(Boolean).join(' ');
  const shown = {
    className: classes.filter(Boolean).join(' '),
    title: about,
    children: (
      <>
        <span aria-hidden>{Number(day.slice(8))}</span>
        <small aria-hidden>{faults.length > 0 ? `${letter}!` : letter}</small>
      </>
    ),
  };
  if (onClick) return <button type="button" {...shown} aria-label={about} onClick={() => onClick(day)} />;
  return (
    <span {...shown} className={`${shown.className} day-read`}>
      <span className="hidden">{about}</span>
      {shown.children}
    </span>
  );
}
