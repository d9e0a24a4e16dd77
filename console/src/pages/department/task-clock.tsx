import { useDaysWords } from '../../domain/days-words.ts';
import { Holder } from '../../domain/holder.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import type { TaskRecord } from './task-model.ts';

type Limit = NonNullable<TaskRecord['task']['limits']['statutory']>;

/** The clock of a task and its limits: what was promised and what the law allows, each with its own day. */
export function TaskClock({ record }: { readonly record: TaskRecord }) {
  const { t, code } = useWords();
  const { task, step, counter } = record;
  const { acceptance, extension } = counter;
  const days = useDaysWords();
  return (
    <Section title={t('task.clock')}>
      <Facts
        isSheet
        facts={[
          [t('tasks.state'), code('state', task.state)],
          [t('task.with'), record.closedAt === null && <Holder holder={step.holder} />],
          [t('task.used'), t('task.of-budget', { used: task.usedDays, budget: task.budgetDays })],
          [t('task.promised'), <LimitText key="promised" limit={task.limits.promised} />],
          [
            t('task.statutory'),
            task.limits.statutory && <LimitText key="law" limit={task.limits.statutory} />,
          ],
          [t('task.late-since'), task.lateSince && <InstantText at={task.lateSince} />],
          [t('task.opened'), <InstantText key="opened" at={record.openedAt} />],
          [t('task.closed'), record.closedAt && <InstantText at={record.closedAt} />],
          [t('task.reviewer'), record.reviewer],
          [t('task.opinion'), record.opinion && code('opinion', record.opinion)],
          [
            t('task.acceptance'),
            acceptance && (
              <>
                {code('how', acceptance.how)} · <InstantText at={acceptance.at} />
              </>
            ),
          ],
          [
            t('task.acceptance-until'),
            counter.acceptanceUntil && <InstantText at={counter.acceptanceUntil} />,
          ],
          [t('task.extension'), extension && days(extension.days)],
          [t('task.carried'), task.carriedFrom ?? task.coveredBy],
        ]}
      />
    </Section>
  );
}

function LimitText({ limit }: { readonly limit: Limit }) {
  const { t } = useWords();
  const days = useDaysWords();
  return (
    <>
      {days(limit.days, limit.unit)}
      {limit.dueDay && (
        <>
          {' · '}
          {t('order.due')} <DayText day={limit.dueDay} provisional={limit.provisional} />
        </>
      )}
      {limit.isLate && <strong className="late"> ■ {t('tasks.late')}</strong>}
    </>
  );
}
