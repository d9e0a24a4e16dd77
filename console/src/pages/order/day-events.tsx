import { Typography } from 'antd';
import { Bucket } from '../../domain/bucket.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import type { LedgerDay } from './ledger-model.ts';
import { ReasonText } from '../../domain/reason-text.tsx';

/** One day of a ledger: whose it is, the event that put it there, and everything that happened on it. */
export function DayEvents({ day }: { readonly day: LedgerDay }) {
  const { t, say, code } = useWords();
  const { event, events } = day;
  return (
    <section className="day-events" aria-label={day.day}>
      <h3>
        <DayText day={day.day} provisional={day.provisional} />
      </h3>
      {day.bucket === null ? (
        <p>{day.why.name ? say(day.why.name) : code('why', day.why.code)}</p>
      ) : (
        <p>
          <Bucket bucket={day.bucket} /> {day.step && code('step', day.step)}{' '}
          {day.task && code('task', day.task)}
          {!day.isCharged && <Typography.Text type="secondary"> {t('ledger.not-charged')}</Typography.Text>}
        </p>
      )}
      {event && day.bucket && (
        <p>
          {t('ledger.because')} <strong>{say(event.what)}</strong>
          {event.at && (
            <>
              {' '}
              <InstantText at={event.at} />
            </>
          )}{' '}
          {event.who}
        </p>
      )}
      {events.length > 0 && (
        <ul>
          {events.map((one) => (
            <li key={one.id}>
              <InstantText at={one.at} /> {one.task && code('task', one.task)}{' '}
              <strong>{say(one.what)}</strong> {one.who}
              {one.reason && <ReasonText reason={one.reason} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
