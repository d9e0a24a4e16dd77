import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useWords } from '../../words/use-words.ts';
import { useProjectWords } from '../project/project-words.ts';

export type CommissionRecord = components['schemas']['CommissionRecord'];

/** For which order and project, by whom, until when. */
export function CommissionFacts({ commission }: { readonly commission: CommissionRecord }) {
  const { t, code } = useWords();
  const { yuan } = useProjectWords();
  const { own, orderNo, projectCode, project, category, agency, holder, dueDay, deadlineAt, budgetDays } =
    commission;
  const current = commission.engagements.find(({ endedAt }) => endedAt === null);
  return (
    <Facts
      facts={[
        [
          t('order.no'),
          orderNo ? (
            <Link key="order" to={`/orders/${orderNo}`}>
              {orderNo}
            </Link>
          ) : (
            t('commission.no-order')
          ),
        ],
        [t('order.project'), project ? `${project.name} ${projectCode}` : projectCode],
        [t('field.category'), code('category', category)],
        [
          t('field.agencyNo'),
          agency ? (
            <Link key="agency" to={`/agencies/${agency.agencyNo}`}>
              {agency.zh} {agency.agencyNo}
            </Link>
          ) : (
            '–'
          ),
        ],
        [t('order.holder'), holder ? code('holder', holder) : '–'],
        [t('order.due'), <DayText key="due" day={dueDay} />],
        [t('commission.deadline'), <InstantText key="deadline" at={deadlineAt} />],
        [t('commission.budget'), t('days.count', { count: budgetDays })],
        ...(own
          ? [
              [t('field.scope'), own.scope ?? '–'] as const,
              [
                t('field.topics'),
                own.topics.map((topic) => code('topics', topic)).join('、') || '–',
              ] as const,
              [t('field.number'), own.number ?? '–'] as const,
              [t('field.expiresDay'), <DayText key="expires" day={own.expiresDay} />] as const,
            ]
          : []),
        ...(current
          ? [
              [t('field.priceYuan'), yuan(current.priceYuan)] as const,
              [t('commission.promised'), t('days.count', { count: current.days })] as const,
            ]
          : []),
      ]}
    />
  );
}
