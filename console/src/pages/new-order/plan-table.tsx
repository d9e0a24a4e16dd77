import { DataTable } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Preview } from './use-preview.ts';

/** The plan of the order that would be, task by task, with the day each would be due if all before it took its whole time. */
export function PlanTable({ preview }: { readonly preview: Preview }) {
  const { t, code } = useWords();
  const rows = preview.steps.flatMap(({ code: step, tasks }) => tasks.map((task) => ({ ...task, step })));
  return (
    <DataTable
      caption={t('new-order.preview')}
      rows={rows}
      rowKey={(task) => task.code}
      columns={[
        { key: 'step', title: t('new-order.column.step'), show: ({ step }) => code('step', step) },
        {
          ...{ key: 'task', title: t('new-order.column.task') },
          show: (task) => (
            <>
              {code('task', task.code)}
              {task.coveredBy && <div className="quiet">{t('new-order.covered')}</div>}
              {task.carriedFrom && (
                <div className="quiet">
                  {t('order.carried')} {task.carriedFrom}
                </div>
              )}
            </>
          ),
        },
        {
          ...{ key: 'who', title: t('new-order.column.who') },
          show: (task) =>
            task.kind === 'review' ? code('department', task.department) : code('category', task.category),
        },
        {
          ...{ key: 'days', title: t('new-order.column.days'), isNumber: true },
          show: ({ budgetDays }) => budgetDays,
        },
        {
          ...{ key: 'due', title: t('new-order.column.due') },
          show: ({ dueDay, provisional }) => <DayText day={dueDay} provisional={provisional} />,
        },
      ]}
    />
  );
}
