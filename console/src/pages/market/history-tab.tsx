import { FileLink } from '../../domain/file-link.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import type { AgencyRecord } from './agency-record-tab.tsx';

/** What happened to an agency at the market, the newest first. */
export function HistoryTab({ history }: { readonly history: AgencyRecord['history'] }) {
  const { t, say, code } = useWords();
  if (history.length === 0) return <p className="quiet">{t('commission.no-story')}</p>;
  return (
    <ol reversed className="story">
      {[...history]
        .sort((one, other) => other.seq - one.seq)
        .map((event) => (
          <li key={event.seq}>
            <InstantText at={event.at} /> <strong>{say(event.what)}</strong>
            {event.category && ` · ${code('category', event.category)}`}
            {event.cause && ` · ${code('suspension', event.cause)}`}
            {event.throughDay && (
              <>
                {' '}
                · {t('agency.suspended-through')} <DayText day={event.throughDay} />
              </>
            )}
            {event.by && <span className="quiet"> {event.by}</span>}
            {event.text && (
              <blockquote>
                <p className="written">{event.text}</p>
              </blockquote>
            )}
            {event.files.map((href, i) => (
              <FileLink key={href} href={href} name={`${event.seq}-${i + 1}.pdf`} />
            ))}
          </li>
        ))}
    </ol>
  );
}
