import { Link } from '@tanstack/react-router';
import type { Problem } from '../../api/problem.ts';
import { dayInWords } from '../../domain/dates.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import type { CalendarFault } from './calendar-faults.ts';

interface Props {
  readonly problem: Problem;
  readonly faults: readonly CalendarFault[];
  readonly onRetry: () => void;
}

/** Why a draft was not taken, each fault with the way to the year it is in. */
export function DraftFaults({ problem, faults, onRetry }: Props) {
  const { t, language } = useWords();
  const { filters } = useFilters();
  return (
    <>
      <ProblemNotice problem={problem} onRetry={onRetry} />
      {faults.length > 0 && (
        <section aria-labelledby="draft-faults">
          <h2 id="draft-faults">{t('calendar.faults')}</h2>
          <ul>
            {faults.map(({ year, day, fault }) => (
              <li key={`${year} ${day} ${fault}`}>
                {year !== undefined && (
                  <Link to="." search={{ ...filters, year: String(year) }}>
                    {day ? dayInWords(day, language) : t('calendar.year', { year })}
                  </Link>
                )}{' '}
                {fault}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
