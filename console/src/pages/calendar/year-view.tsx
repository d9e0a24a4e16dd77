import { monthInWords, shortDay } from '../../domain/dates.ts';
import { MonthTable } from '../../domain/month-table.tsx';
import { useWords } from '../../words/use-words.ts';
import { faultsOn, type CalendarFault } from './calendar-faults.ts';
import {
  monthsOf,
  namedDaysOf,
  type CalendarYear,
  type NamedDays,
  type YearMonth,
} from './calendar-model.ts';
import { YearDayCell } from './year-day.tsx';

interface Props {
  readonly year: CalendarYear;
  readonly faults?: readonly CalendarFault[];
  /** changes a day; the year is shown to read, unless given */
  readonly onClick?: ((day: string) => void) | undefined;
}

/** A year as twelve months: days off shaded, holidays and make-up days by a letter in the month and by name below it. */
export function YearView({ year, faults = [], onClick }: Props) {
  const { t, language } = useWords();
  return (
    <>
      <p className="quiet">{t('calendar.legend')}</p>
      <div className="months">
        {monthsOf(year).map((month) => (
          <Month
            key={month.month}
            month={month}
            name={monthInWords(year.year, month.month, language)}
            faults={faults}
            onClick={onClick}
          />
        ))}
      </div>
    </>
  );
}

interface MonthProps {
  readonly month: YearMonth;
  readonly name: string;
  readonly faults: readonly CalendarFault[];
  readonly onClick: Props['onClick'];
}

function Month({ month, name, faults, onClick }: MonthProps) {
  const named = namedDaysOf(month);
  return (
    <div className="year-month">
      <MonthTable caption={name} weeks={month.weeks}>
        {(day) => <YearDayCell day={day} faults={faultsOn(faults, day.day)} onClick={onClick} />}
      </MonthTable>
      {named.length > 0 && (
        <ul className="named-days">
          {named.map((days) => (
            <li key={days.first}>
              <NamedText days={days} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NamedText({ days: { kind, name, first, last } }: { readonly days: NamedDays }) {
  const { t, code, language } = useWords();
  const letter = t(kind === 'holiday' ? 'calendar.off' : 'order.make-up');
  const said =
    first === last
      ? shortDay(first, language)
      : t('calendar.from-to', { first: shortDay(first, language), last: shortDay(last, language) });
  return (
    <>
      <strong>{letter}</strong> {said} {name ? code('holiday', name) : code('why', kind)}
    </>
  );
}
