import { Link } from '@tanstack/react-router';
import { Flex } from 'antd';
import type { components } from '../../../generated/contract.d.ts';
import { isFor } from '../../api/operations.ts';
import { Actions, type Action } from '../../domain/actions.tsx';
import { FileLink } from '../../domain/file-link.tsx';
import { AgentField } from '../../domain/form/agent-field.tsx';
import { Holder } from '../../domain/holder.tsx';
import { Light } from '../../domain/light.tsx';
import { useCaller } from '../../session/session-context.ts';
import { DayText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useWords } from '../../words/use-words.ts';
import { useOrderActions } from './order-actions.ts';
import { lastSpan, type Timeline } from './timeline-model.ts';

const ownFields = { agentId: AgentField };

type Progress = components['schemas']['Progress'];

interface Props {
  readonly progress: Progress;
  readonly timeline: Timeline | undefined;
}

/** Where an order stands: its light, its days, its due day, who holds it since when and what for, and what the reader can do. */
export function OrderHead({ progress, timeline }: Props) {
  const { t, code } = useWords();
  const { actions, taskOf } = useOrderActions(progress);
  const hasReceipt = isFor(useCaller()?.roles ?? [], 'GET', '/v1/orders/{orderNo}/receipt');
  const about = (action: Action) => {
    const task = taskOf(action);
    return task && code('task', task);
  };
  const { orderNo, light, isLate, usedDays, budgetDays, remainingDays, dueDay, provisional, outcome } =
    progress;
  return (
    <Flex gap="large" wrap className="order-head">
      <div className="grow">
        <p className="standing">
          <Light light={light} />{' '}
          {outcome ? code('outcome', outcome) : isLate ? t('order.is-late') : t('order.in-time')}
          <span className="standing-days">
            {t('order.used-of', { used: usedDays, budget: budgetDays })} ·{' '}
            {remainingDays < 0
              ? t('day.over', { count: -remainingDays })
              : t('day.left', { count: remainingDays })}
          </span>
        </p>
        <Facts
          facts={[
            [
              t('order.project'),
              <Link key="project" to={`/projects/${progress.projectCode}`}>
                {progress.projectCode}
              </Link>,
            ],
            [t('order.track'), code('track', progress.track)],
            [t('order.due'), <DayText key="due" day={dueDay} provisional={provisional} />],
            [t('order.holder'), <Held key="holder" progress={progress} timeline={timeline} />],
            ...(hasReceipt
              ? [[t('order.receipt'), <Receipt key="receipt" orderNo={orderNo} />] as const]
              : []),
            [t('order.forecast'), <Expected key="forecast" progress={progress} />],
            ...(progress.carried
              ? [[t('order.carried'), <Carried key="carried" carried={progress.carried} />] as const]
              : []),
          ]}
        />
      </div>
      {actions.length > 0 && (
        <section className="waits no-print" aria-label={t('home.title')}>
          <h2>{t('order.you-can')}</h2>
          <Actions actions={actions} about={about} ownFields={ownFields} />
        </section>
      )}
    </Flex>
  );
}

const Receipt = ({ orderNo }: { readonly orderNo: string }) => (
  <FileLink href={`/v1/orders/${orderNo}/receipt`} name={`receipt-${orderNo}.pdf`} />
);

/** Who holds the driving step, since when, for what. */
function Held({ progress: { steps, driving, closedAt }, timeline }: Props) {
  const { t, code } = useWords();
  const step = steps.find((one) => one.code === driving);
  if (!step?.holder || closedAt) return '–';
  const span = lastSpan(timeline, driving);
  return (
    <>
      <Holder holder={step.holder} /> · {step.openTask && code('task', step.openTask)}
      {span && (
        <>
          {' '}
          · {t('order.held-since')} <DayText day={span.from} />{' '}
          {t('order.held-days', { count: span.chargedDays })}
        </>
      )}
    </>
  );
}

/** When the permit is to be expected, and the chain of tasks that decides it. */
function Expected({ progress: { forecast, closedAt } }: { readonly progress: Progress }) {
  const { t, code } = useWords();
  return (
    <>
      <DayText day={forecast.day} provisional={forecast.provisional} />
      {!closedAt && forecast.chain.length > 0 && (
        <span className="quiet">
          {' '}
          {t('order.decided-by', { chain: forecast.chain.map(({ task }) => code('task', task)).join(' → ') })}
        </span>
      )}
    </>
  );
}

function Carried({ carried }: { readonly carried: NonNullable<Progress['carried']> }) {
  const { t } = useWords();
  return (
    <>
      <Link to={`/orders/${carried.orderNo}`}>{carried.orderNo}</Link>{' '}
      {t('days.count', { count: carried.usedDays })}
    </>
  );
}
