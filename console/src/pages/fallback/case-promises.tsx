import type { ReactNode } from 'react';
import type { PageWord } from '../../words/page-words.ts';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { ItemList } from '../../ui/item-list.tsx';
import { Section } from '../../ui/section.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { useWords } from '../../words/use-words.ts';
import type { CaseRecord } from './case-model.ts';

/** What others owe a case: answers of departments, commitments, dated items; and what came of its levels, the call-back and the ratings. */
export function CasePromises({ one }: { readonly one: CaseRecord }) {
  const { t, code, list } = useWords();
  return (
    <>
      <Owed title={t('case.asked')} of={one.asked}>
        {({ department, day, stance, answeredAt, silentAt, countsAsNoObjection }) => (
          <>
            {code('department', department)} ·{' '}
            <Sentence word="case.answer-by">
              <DayText day={day} />
            </Sentence>{' '}
            · {stance && <strong>{code('stance', stance)}</strong>}{' '}
            {answeredAt && <InstantText at={answeredAt} />}
            {silentAt && <strong className="late">■ {t('case.silent')} </strong>}
            {countsAsNoObjection && t('case.counts-as-none')}
          </>
        )}
      </Owed>
      <Owed title={t('case.commitments')} of={one.commitments}>
        {({ party, deed, task, dueAt, keptAt, brokenAt }) => (
          <>
            {code('department', party)} · {code('deed', deed)} {task && code('task', task)} ·{' '}
            {keptAt ? (
              <At word="case.kept" at={keptAt} />
            ) : brokenAt ? (
              <strong className="late">
                ■ <At word="case.broken" at={brokenAt} />
              </strong>
            ) : (
              <At word="case.pending-until" at={dueAt} />
            )}
          </>
        )}
      </Owed>
      <Owed title={t('case.schedule')} of={one.schedule}>
        {({ party, day, doneAt, missedAt }) => (
          <>
            <DayText day={day} /> · {code('department', party)} ·{' '}
            {doneAt ? (
              <At word="case.done-at" at={doneAt} />
            ) : missedAt ? (
              <strong className="late">
                ■ <At word="case.missed-at" at={missedAt} />
              </strong>
            ) : (
              t('case.open-item')
            )}
          </>
        )}
      </Owed>
      <Owed title={t('case.failed')} of={one.failed}>
        {({ level, at, because, who }) => (
          <>
            {level} {code('level', level)} · <InstantText at={at} /> · {code('because', because)}
            {who.length > 0 && ` · ${list(who.map((each) => code('department', each)))}`}
          </>
        )}
      </Owed>
      <Owed title={t('case.call-back')} of={one.callBack ? [one.callBack] : []}>
        {({ since, tries, result, missedAt }) => (
          <>
            <InstantText at={since} /> · {result ? code('result', result) : t('task.no-answer')} ·{' '}
            {t('case.call-back-tries', { count: tries })}
            {missedAt && <strong className="late"> ■ {t('case.call-back-missed')}</strong>}
          </>
        )}
      </Owed>
      <Owed title={t('case.ratings')} of={one.ratings}>
        {({ channel, stars, at, note }) => (
          <>
            <strong>
              <span aria-hidden>{'★'.repeat(stars)}</span> {t('case.stars', { count: stars })}
            </strong>{' '}
            · {code('channel', channel)} · <InstantText at={at} />
            {note && <p className="written">{note}</p>}
          </>
        )}
      </Owed>
    </>
  );
}

interface OwedProps<Item> {
  readonly title: string;
  readonly of: readonly Item[];
  readonly children: (item: Item) => ReactNode;
}

function Owed<Item>({ title, of, children }: OwedProps<Item>) {
  if (of.length === 0) return null;
  return (
    <Section title={title}>
      <ItemList of={of}>{children}</ItemList>
    </Section>
  );
}

const At = ({ word, at }: { readonly word: PageWord; readonly at: string }) => (
  <Sentence word={word}>
    <InstantText at={at} />
  </Sentence>
);
