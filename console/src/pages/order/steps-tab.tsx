import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { Holder } from '../../domain/holder.tsx';
import { Light } from '../../domain/light.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { ReasonText } from '../../domain/reason-text.tsx';

type Progress = components['schemas']['Progress'];
type Step = Progress['steps'][number];
type Task = Step['tasks'][number];

/** The steps and their tasks: where each stands, its days, its limits, its papers, and what was written about it. */
export function StepsTab({ progress }: { readonly progress: Progress }) {
  return progress.steps.map((step) => <StepSection key={step.code} step={step} orderNo={progress.orderNo} />);
}

function StepSection({ step, orderNo }: { readonly step: Step; readonly orderNo: string }) {
  const { t, code } = useWords();
  return (
    <section className="step">
      <h2>
        {code('step', step.code)} <Light light={step.light} />
      </h2>
      <p>
        {code('state', step.state)} · {t('order.used-of', { used: step.usedDays, budget: step.budgetDays })}
        {step.dueDay && (
          <>
            {' '}
            · {t('order.due')} <DayText day={step.dueDay} provisional={step.provisional} />
          </>
        )}
        {step.holder && (
          <>
            {' '}
            · <Holder holder={step.holder} />
          </>
        )}
      </p>
      <ol className="tasks">
        {step.tasks.map((task) => (
          <li key={task.code}>
            <TaskLine task={task} orderNo={orderNo} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function TaskLine({ task, orderNo }: { readonly task: Task; readonly orderNo: string }) {
  const { t, code } = useWords();
  const { statutory } = task.limits;
  return (
    <>
      <p>
        <strong>{code('task', task.code)}</strong> · {code('state', task.state)} ·{' '}
        {t('order.used-of', { used: task.usedDays, budget: task.budgetDays })}
        {task.isLate && <span className="late"> {t('home.late')}</span>}
        {task.dueDay && (
          <>
            {' '}
            · {t('order.due')} <DayText day={task.dueDay} provisional={task.provisional} />
          </>
        )}
        {statutory?.dueDay && (
          <>
            {' '}
            · {t('order.by-law')} <DayText day={statutory.dueDay} provisional={statutory.provisional} />
          </>
        )}
        {task.kind === 'commission' && task.commissionNo && (
          <>
            {' '}
            · <Link to={`/commissions/${task.commissionNo}`}>{task.commissionNo}</Link>
          </>
        )}
        {task.carriedFrom && (
          <>
            {' '}
            · {t('order.carried')} <Link to={`/orders/${task.carriedFrom}`}>{task.carriedFrom}</Link>
          </>
        )}
        {task.kind === 'review' && task.state !== 'waiting' && (
          <Link to={`/tasks/${orderNo}/${task.code}`} className="task-link">
            {t('order.open-task')}
          </Link>
        )}
      </p>
      {task.papers.length > 0 && (
        <ul className="papers">
          {task.papers.map(({ kind, standing, isMain }) => (
            <li key={kind}>
              {code('paper', kind)}: {code('standing', standing)}
              {isMain ? '' : ` · ${t('order.minor')}`}
            </li>
          ))}
        </ul>
      )}
      {task.reasons.map((reason) => (
        <ReasonText key={`${reason.at} ${reason.kind}`} reason={reason} />
      ))}
    </>
  );
}
