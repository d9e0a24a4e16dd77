import { lazy, Suspense } from 'react';
import { api } from '../../api/client.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';

// a desk works on without the drawing: it comes after what is to be decided
const Timeline = lazy(async () => ({ default: (await import('../order/timeline.tsx')).Timeline }));

/** The course of the task's order on the axis of days, for who may see it. */
export function TaskTimeline({
  orderNo,
  lookMs,
}: {
  readonly orderNo: string;
  readonly lookMs: number | false;
}) {
  const { t } = useWords();
  const { data } = api.useQuery(
    'get',
    '/v1/progress/{orderNo}/timeline',
    { params: { path: { orderNo } } },
    { refetchInterval: lookMs },
  );
  if (!data) return null;
  return (
    <Section title={t('task.timeline')}>
      <Suspense>
        <Timeline timeline={data} />
      </Suspense>
    </Section>
  );
}
