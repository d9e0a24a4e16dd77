import { DayText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Preview } from './use-preview.ts';

/** The due day of the order that would be, its days, and what it takes over. */
export function PreviewFacts({ preview }: { readonly preview: Preview }) {
  const { t } = useWords();
  const { dueDay, provisional, day0, budgetDays, carried } = preview;
  return (
    <Facts
      facts={[
        [
          t('new-order.due'),
          <strong key="due">
            <DayText day={dueDay} provisional={provisional} />
          </strong>,
        ],
        [t('new-order.budget'), t('days.count', { count: budgetDays })],
        [t('new-order.day0'), <DayText key="day0" day={day0} />],
        ...(carried
          ? [
              [
                t('order.carried'),
                t('new-order.carried', { orderNo: carried.orderNo, count: carried.usedDays }),
              ] as const,
            ]
          : []),
      ]}
    />
  );
}
