import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

interface Props<Day> {
  readonly caption: string;
  /** as `weeksOf` has them */
  readonly weeks: readonly (readonly (Day | undefined)[])[];
  readonly children: (day: Day) => ReactNode;
}

/** A month as a calendar shows it, a week in a row from Monday. */
export function MonthTable<Day extends { readonly day: string }>({ caption, weeks, children }: Props<Day>) {
  const { code } = useWords();
  return (
    <table className="month">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {code('weekday', weekday).replace('周', '')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={row}>
            {week.map((day, place) => (
              <td key={day?.day ?? `empty ${place}`}>{day && children(day)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
