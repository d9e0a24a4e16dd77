import { useDaysWords } from '../../domain/days-words.ts';
import { Light } from '../../domain/light.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { stateIn, type TaskRecord } from './task-model.ts';

type PlannedStep = TaskRecord['plan']['steps'][number];

/** The steps of the order's plan with their tasks: who does each, in how many working days; of its own tasks a department sees the state. */
export function TaskPlan({ record }: { readonly record: TaskRecord }) {
  const { t } = useWords();
  const { plan } = record;
  return (
    <Section title={t('task.plan')}>
      <p className="quiet">{t('task.plan-total', { count: plan.budgetDays })}</p>
      <ol className="plan">
        {plan.steps.map((step) => (
          <li key={step.code}>
            <StepOfPlan record={record} step={step} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function StepOfPlan({ record, step }: { readonly record: TaskRecord; readonly step: PlannedStep }) {
  const { t, code, list } = useWords();
  const after = list(step.after.map((one) => code('step', one)));
  return (
    <>
      <strong>{code('step', step.code)}</strong>{' '}
      {step.code === record.step.code && <Light light={record.step.light} />}
      {after && <span className="quiet"> {t('task.after', { steps: after })}</span>}
      <ul>
        {step.tasks.map((task) => (
          <li key={task.code} {...(task.code === record.task.code && { 'aria-current': true })}>
            <TaskOfPlan record={record} task={task} />
          </li>
        ))}
      </ul>
    </>
  );
}

function TaskOfPlan({
  record,
  task,
}: {
  readonly record: TaskRecord;
  readonly task: PlannedStep['tasks'][number];
}) {
  const { t, code, list } = useWords();
  const days = useDaysWords();
  const own = stateIn(record, task.code);
  const who = task.department
    ? code('department', task.department)
    : task.category && code('category', task.category);
  return (
    <>
      {code('task', task.code)}
      <span className="quiet">
        {' '}
        {who} · {days(task.budgetDays)}
      </span>
      {own && (
        <>
          {' '}
          · {code('state', own.state)}
          {own.dueDay && own.state !== 'done' && (
            <>
              {' '}
              <DayText day={own.dueDay} provisional={own.provisional} />
            </>
          )}
        </>
      )}
      {task.code === record.task.code && <strong> ← {t('task.here')}</strong>}
      {task.consults && (
        <div className="quiet">
          {t('task.consults', {
            departments: list(task.consults.departments.map((one) => code('department', one))),
            count: task.consults.days,
          })}
        </div>
      )}
    </>
  );
}
