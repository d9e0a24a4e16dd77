import { Typography } from 'antd';
import { InstantText } from '../../ui/day-text.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import type { CaseRecord } from './case-model.ts';

type Event = CaseRecord['events'][number];

/** Stands in place of a person where something came about by itself. */
const theClock = 'clock';

/** What happened to a case and what was written about it, the newest first. */
export function CaseStory({ one }: { readonly one: CaseRecord }) {
  const { t } = useWords();
  return (
    <Section title={t('case.story')}>
      <ol className="story">
        {one.events.toReversed().map((event) => (
          <li key={`${event.seq} ${event.kind} ${event.at}`}>
            <EventOf event={event} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function EventOf({ event }: { readonly event: Event }) {
  const { t, say } = useWords();
  const { at, what, by, text } = event;
  return (
    <>
      <InstantText at={at} /> · <strong>{say(what)}</strong>
      <Details event={event} />
      {by && by !== theClock && <Typography.Text type="secondary"> · {by}</Typography.Text>}
      {text && (
        <>
          <p className="written">{text.note}</p>
          {(['legalBasis', 'alternative', 'remedy', 'whereTo'] as const).map(
            (field) =>
              text[field] && (
                <p key={field} className="written">
                  {t(`field.${field}`)}: {text[field]}
                </p>
              ),
          )}
        </>
      )}
    </>
  );
}

/** Codes with words, numbers and days of an event, as far as they say something to a reader. */
function Details({ event }: { readonly event: Event }) {
  const { code } = useWords();
  const said = Object.entries(event.detail)
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => code(name, String(value)));
  return said.length > 0 ? ` · ${said.join(' · ')}` : null;
}
