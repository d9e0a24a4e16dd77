import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import type { TaskRecord } from './task-model.ts';

/** The order and the project it is for. */
export function TaskSheet({ record }: { readonly record: TaskRecord }) {
  const { t, code, language } = useWords();
  const { project, orderNo, counter } = record;
  const figure = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB');
  return (
    <Section title={t('task.sheet')}>
      <Facts
        isSheet
        facts={[
          [t('order.project'), project?.name ?? record.projectCode],
          [t('task.project-code'), project && record.projectCode],
          [t('task.enterprise'), project?.enterpriseName],
          [t('task.uscc'), record.uscc],
          [
            t('task.investment'),
            project && t('task.yuan', { amount: figure.format(project.investmentYuan) }),
          ],
          [t('task.land'), project && t('task.hectares', { count: figure.format(project.landHectares) })],
          [t('task.industry'), project?.industry],
          [t('order.no'), orderNo],
          [t('order.track'), code('track', record.track)],
          [t('task.received'), <InstantText key="received" at={record.receivedAt} />],
          [t('task.calendar'), record.calendar],
          [t('task.outcome'), record.outcome && code('outcome', record.outcome)],
          [
            t('task.notice'),
            counter.publicNotice && (
              <>
                <DayText day={counter.publicNotice.from} /> – <DayText day={counter.publicNotice.to} />
              </>
            ),
          ],
        ]}
      />
    </Section>
  );
}
