import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useDaysWords } from '../../domain/days-words.ts';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { ItemList } from '../../ui/item-list.tsx';
import { Section } from '../../ui/section.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { useWords } from '../../words/use-words.ts';
import type { TaskRecord } from './task-model.ts';

/** What has gone on beside the review: supplements, legal stops, requests, consulted opinions, promises and commitments. */
export function TaskCounter({ record }: { readonly record: TaskRecord }) {
  const { t, code, list } = useWords();
  const days = useDaysWords();
  const { counter, task } = record;
  const { supplements, stops, requests, consulted } = counter;
  const { promises, commitments } = task;
  const kinds = (all: readonly string[]) => list(all.map((one) => code('paper', one)));
  const parts = [supplements, stops, requests, consulted, promises, commitments];
  if (parts.every(({ length }) => length === 0)) return null;
  return (
    <Section title={t('task.counter')}>
      <Part title={t('task.supplements')} of={supplements}>
        {({ askedAt, days: count, kinds: asked, until, suppliedAt }) => (
          <>
            <InstantText at={askedAt} /> · {days(count)} · {kinds(asked)} ·{' '}
            <When word="task.supplied" at={suppliedAt} otherwise={<When word="task.until" at={until} />} />
          </>
        )}
      </Part>
      <Part title={t('task.stops')} of={stops}>
        {({ reason, from, plannedEnd, endedAt }) => (
          <>
            {reason && code('stopReason', reason)} · <InstantText at={from} /> ·{' '}
            <When word="task.until" at={plannedEnd} /> ·{' '}
            <When word="task.ended" at={endedAt} otherwise={t('task.running')} />
          </>
        )}
      </Part>
      <Part title={t('task.requests')} of={requests}>
        {({ kind, by, at, reason, lastDay }) => (
          <>
            {code('requestKind', kind)} {reason && code('stopReason', reason)}{' '}
            {lastDay && <DayText day={lastDay} />} · <InstantText at={at} /> ·{' '}
            <Typography.Text type="secondary">{by}</Typography.Text> · {t('task.pending')}
          </>
        )}
      </Part>
      <Part title={t('task.consulted')} of={consulted}>
        {({ department, opinion, at }) => (
          <>
            {code('department', department)} · {opinion ? code('opinion', opinion) : t('task.no-answer')}{' '}
            {at && <InstantText at={at} />}
          </>
        )}
      </Part>
      <Part title={t('task.promises')} of={promises}>
        {({ papers, day, keptAt, missedAt }) => (
          <>
            {kinds(papers)} · <DayText day={day} />{' '}
            <When word="task.kept" at={keptAt} otherwise={<When word="task.missed" at={missedAt} />} />
          </>
        )}
      </Part>
      <Part title={t('task.commitments')} of={commitments}>
        {({ papers, signedAt }) => (
          <>
            {kinds(papers)} · <InstantText at={signedAt} />
          </>
        )}
      </Part>
    </Section>
  );
}

interface PartProps<Item> {
  readonly title: string;
  readonly of: readonly Item[];
  readonly children: (item: Item) => ReactNode;
}

function Part<Item>({ title, of, children }: PartProps<Item>) {
  if (of.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ItemList of={of}>{children}</ItemList>
    </>
  );
}

interface WhenProps {
  readonly word: 'task.supplied' | 'task.until' | 'task.ended' | 'task.kept' | 'task.missed';
  readonly at: string | null;
  readonly otherwise?: ReactNode;
}

function When({ word, at, otherwise = null }: WhenProps) {
  if (at === null) return otherwise;
  return (
    <Sentence word={word}>
      <InstantText at={at} />
    </Sentence>
  );
}
