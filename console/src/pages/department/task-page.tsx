import { Typography } from 'antd';
import { useMemo, useState } from 'react';
import { api } from '../../api/client.ts';
import { Actions } from '../../domain/actions.tsx';
import { Light } from '../../domain/light.tsx';
import { ReasonList } from '../../domain/reason-list.tsx';
import { DueIn } from '../../ui/due-in.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { useAddressPart, useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { fieldsOfClaim } from './claim-field.tsx';
import { NextTask } from './next-task.tsx';
import { TaskClock } from './task-clock.tsx';
import { TaskCounter } from './task-counter.tsx';
import type { TaskRecord } from './task-model.ts';
import { TaskOnRecord } from './task-on-record.tsx';
import { TaskPapers } from './task-papers.tsx';
import { TaskPlan } from './task-plan.tsx';
import { TaskResult } from './task-result.tsx';
import { TaskSheet } from './task-sheet.tsx';
import { TaskTimeline } from './task-timeline.tsx';

/** Real milliseconds between two looks at a task. */
const lookMs = 5_000;

/** A task of the caller's department: all that who decides it must know, and what he can do. */
export function TaskPage() {
  const orderNo = useAddressPart('orderNo');
  const task = useAddressPart('task');
  return <TaskOf key={`${orderNo}/${task}`} orderNo={orderNo} task={task} />;
}

function TaskOf({ orderNo, task }: { readonly orderNo: string; readonly task: string }) {
  const { code } = useWords();
  const path = { orderNo, task: task as TaskRecord['task']['code'] };
  const asked = api.useQuery(
    'get',
    '/v1/tasks/{orderNo}/{task}',
    { params: { path } },
    { refetchInterval: lookMs },
  );
  const title = code('task', task);
  return (
    <Page
      title={
        <>
          {title} <small className="no">{orderNo}</small>
        </>
      }
      windowTitle={`${title} ${orderNo}`}
      asked={asked}
    >
      {asked.data && <Task record={asked.data} />}
    </Page>
  );
}

function Task({ record }: { readonly record: TaskRecord }) {
  const { t, code } = useWords();
  const { task, step, project } = record;
  return (
    <>
      <div className="lead">
        <strong>{project?.name ?? record.projectCode}</strong>
        <span>
          {code('step', step.code)} <Light light={step.light} />
        </span>
        <span>{code('state', task.state)}</span>
        {record.closedAt === null && task.dueDay && <DueIn {...task} daysLeft={daysLeftOf(task)} />}
      </div>
      <ToDo record={record} />
      <TaskTimeline orderNo={record.orderNo} lookMs={record.closedAt === null ? lookMs : false} />
      <div className="columns">
        <div>
          <TaskPapers record={record} />
          <Section title={t('task.reasons')}>
            <ReasonList reasons={task.reasons} />
          </Section>
          <TaskCounter record={record} />
          <TaskOnRecord record={record} />
          <TaskResult record={record} />
        </div>
        <div>
          <TaskClock record={record} />
          <TaskSheet record={record} />
          <TaskPlan record={record} />
        </div>
      </div>
    </>
  );
}

const daysLeftOf = ({ remainingDays, usedDays, budgetDays, isLate }: TaskRecord['task']) =>
  isLate ? budgetDays - usedDays : remainingDays;

/** What the server lets the caller do now; after it the next task of his desk is one key away. */
function ToDo({ record }: { readonly record: TaskRecord }) {
  const { t } = useWords();
  const { filters } = useFilters();
  const [isDone, setDone] = useState(false);
  const { orderNo, actions, task, onRecord } = record;
  const ownFields = useMemo(() => fieldsOfClaim(onRecord.acts), [onRecord.acts]);
  return (
    <Section title={t('task.to-do')}>
      {isDone && <NextTask done={{ orderNo, task: task.code }} />}
      {actions.length === 0 && !isDone && (
        <Typography.Text type="secondary">{t('task.nothing-to-do')}</Typography.Text>
      )}
      <Actions
        actions={actions}
        ownFields={ownFields}
        isFirstOpen={filters['act'] === 'first'}
        onDone={() => setDone(true)}
        meanwhile={
          <div className="meanwhile" role="status">
            <strong>{t('task.meanwhile')}</strong>
            <ReasonList reasons={task.reasons.slice(-1)} />
          </div>
        }
      />
    </Section>
  );
}
