import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { useList } from '../../api/use-list.ts';
import { dayInWords } from '../../domain/dates.ts';
import { Holder, useHolderWords } from '../../domain/holder.tsx';
import { Light } from '../../domain/light.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['ListedOrder'];
const list = '/v1/progress';
/** Real milliseconds between two looks at the list. */
const lookMs = 10_000;

/** The orders that the query leaves of those one may see, newest first. */
export function OrdersList({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const { t } = useWords();
  const { asked, ...table } = useList(list, { query, lookMs });
  const columns = useColumns();
  return (
    <Asked asked={asked}>
      {() => (
        <DataTable
          {...table}
          caption={t('orders.title')}
          columns={columns}
          rowKey={({ orderNo }) => orderNo}
          fileName="orders"
        />
      )}
    </Asked>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code, language } = useWords();
  const holderWords = useHolderWords();
  const coded = (field: string, value: string | null) => (value === null ? '–' : code(field, value));
  return [
    {
      ...{ key: 'orderNo', title: t('order.no'), text: (row) => row.orderNo },
      show: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    { key: 'project', title: t('order.project'), text: (row) => row.projectName ?? row.projectCode },
    { key: 'track', title: t('order.track'), text: (row) => code('track', row.track) },
    {
      ...{ key: 'light', title: t('order.light'), text: (row) => code('light', row.light) },
      show: ({ light }) => <Light light={light} />,
    },
    { key: 'driving', title: t('order.driving'), text: (row) => coded('step', row.driving) },
    {
      ...{ key: 'holder', title: t('order.holder'), text: (row) => holderWords(row.holder) },
      show: ({ holder }) => <Holder holder={holder} />,
    },
    {
      ...{ key: 'due', title: t('order.due'), text: (row) => row.dueDay && dayInWords(row.dueDay, language) },
      show: (row) => <DayText day={row.dueDay} provisional={row.provisional} />,
    },
  ];
}
