import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Holder, useHolderWords } from '../../domain/holder.tsx';
import { Light } from '../../domain/light.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['OpenStep'];
const list = '/v1/supervision/steps';
/** Real milliseconds between two looks at the list. */
const lookMs = 10_000;
const keyOf = ({ orderNo, step }: Row) => `${orderNo} ${step}`;

/** The open steps of all orders, by light and by whose work is open in them. */
export function StepsPage() {
  const { t } = useWords();
  const { filters } = useFilters();
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query, lookMs });
  return (
    <Page title={t('supervision.steps')} asked={asked}>
      <Filters of={list} />
      <DataTable
        {...table}
        caption={t('supervision.steps')}
        columns={useColumns()}
        rowKey={keyOf}
        fileName="steps"
      />
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code } = useWords();
  const holderWords = useHolderWords();
  const coded = (field: string, value: string | null) => (value === null ? '–' : code(field, value));
  const whose = ({ department }: Row) =>
    department ? code('department', department) : t('supervision.agency');
  const used = ({ usedDays, budgetDays }: Row) => t('task.of-budget', { used: usedDays, budget: budgetDays });
  return [
    {
      ...{ key: 'orderNo', title: t('order.no'), text: ({ orderNo }) => orderNo },
      show: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    { key: 'project', title: t('order.project'), text: (row) => row.projectName ?? row.projectCode },
    { key: 'step', title: t('tasks.step'), text: ({ step }) => code('step', step) },
    {
      ...{ key: 'light', title: t('order.light'), text: ({ light }) => code('light', light) },
      show: ({ light }) => <Light light={light} />,
    },
    { key: 'task', title: t('tasks.task'), text: ({ task }) => coded('task', task) },
    { key: 'department', title: t('supervision.department'), text: whose },
    {
      ...{ key: 'holder', title: t('order.holder'), text: ({ holder }) => holderWords(holder) },
      show: ({ holder }) => <Holder holder={holder} />,
    },
    { key: 'used', title: t('supervision.used'), text: used },
    {
      ...{ key: 'due', title: t('order.due'), text: ({ dueDay }) => dueDay },
      show: ({ dueDay, provisional }) => <DayText day={dueDay} provisional={provisional} />,
    },
  ];
}
