import { Link } from '@tanstack/react-router';
import { useOfficeClock } from '../../api/clock.ts';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import type { CalendarFault } from './calendar-faults.ts';
import { shownYear, type CalendarYear } from './calendar-model.ts';
import { YearView } from './year-view.tsx';

interface Props {
  readonly years: readonly CalendarYear[];
  readonly faults?: readonly CalendarFault[];
  /** the year that is shown at first; the one of today, unless given */
  readonly first?: number | undefined;
  readonly onClick?: (day: string) => void;
}

/** The years of a version, one at a time: which one stands in the address. */
export function Years({ years, faults = [], first, onClick }: Props) {
  const { t } = useWords();
  const { filters } = useFilters();
  const { officeDay } = useOfficeClock();
  const wanted = Number(filters['year'] ?? first ?? officeDay.slice(0, 4));
  const shown = shownYear(years, wanted);
  return (
    <>
      <nav className="years" aria-label={t('calendar.years')}>
        {years.map(({ year }) => (
          <Link
            key={year}
            to="."
            search={{ ...filters, year: String(year) }}
            activeOptions={{ exact: true, includeSearch: true }}
            className={year === shown?.year ? 'is-shown' : ''}
            {...(year === shown?.year && { 'aria-current': 'true' as const })}
          >
            {t('calendar.year', { year })}
            {faults.some((fault) => fault.year === year) && <strong aria-hidden> !</strong>}
          </Link>
        ))}
      </nav>
      {shown && (
        <section aria-labelledby="shown-year">
          <h2 id="shown-year">{t('calendar.year', { year: shown.year })}</h2>
          <YearView year={shown} faults={faults} onClick={onClick} />
        </section>
      )}
    </>
  );
}
