import { useState } from 'react';
import { monthInWords } from '../../domain/dates.ts';
import { MonthTable } from '../../domain/month-table.tsx';
import type { PageWord } from '../../words/page-words.ts';
import { useWords } from '../../words/use-words.ts';
import { DayEvents } from './day-events.tsx';
import { monthsOf, type Ledger, type LedgerDay, type LedgerMonth } from './ledger-model.ts';

/** The ledger as calendars of months: a day has the colour and letter of its bucket, and a click says what put it there. */
export function LedgerCalendar({ ledger }: { readonly ledger: Ledger }) {
  const [chosen, setChosen] = useState<string>();
  const shown = ledger.days.find(({ day }) => day === chosen);
  return (
    <div className="ledger-calendar">
      <div className="months">
        {monthsOf(ledger.days).map((month) => (
          <Month key={month.month} month={month} today={ledger.today} chosen={chosen} onChoose={setChosen} />
        ))}
      </div>
      <div role="status">{shown && <DayEvents day={shown} />}</div>
    </div>
  );
}

interface MonthProps {
  readonly month: LedgerMonth;
  readonly today: string;
  readonly chosen: string | undefined;
  readonly onChoose: (day: string) => void;
}

function Month({ month: { month, weeks }, today, chosen, onChoose }: MonthProps) {
  const { language } = useWords();
  const [year = 0, number = 1] = month.split('-').map(Number);
  return (
    <MonthTable caption={monthInWords(year, number, language)} weeks={weeks}>
      {(day) => (
        <DayButton day={day} isToday={day.day === today} isChosen={day.day === chosen} onChoose={onChoose} />
      )}
    </MonthTable>
  );
}

interface DayProps {
  readonly day: LedgerDay;
  readonly isToday: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (day: string) => void;
}

function DayButton({ day, isToday, isChosen, onChoose }: DayProps) {
  const { t, code, say } = useWords();
  const { bucket, why, events, isCharged } = day;
  const letter = bucket
    ? t(`bucket.${bucket}` as PageWord)
    : why.code === 'make-up-day'
      ? t('order.make-up')
      : '';
  const spoken = [
    day.day,
    bucket ? code('bucket', bucket) : code('why', why.code),
    why.name && say(why.name),
    events.length > 0 && t('ledger.events', { count: events.length }),
  ];
  const classes = [
    'day',
    bucket ? `day-${bucket}` : day.working ? 'day-zero' : 'day-off',
    isToday && 'is-today',
    bucket && !isCharged && 'is-open',
    events.length > 0 && 'has-events',
  ];
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      aria-label={spoken.filter(Boolean).join(' ')}
      aria-pressed={isChosen}
      onClick={() => onChoose(day.day)}
    >
      <span>{Number(day.day.slice(8))}</span>
      <small>{letter}</small>
    </button>
  );
}
