import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['LegalStop'];
const list = '/v1/stops';

/** Legal stops, newest first. */
export function Stops() {
  const { t } = useWords();
  const { filters } = useFilters();
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query });
  const columns = useColumns();
  return (
    <>
      <Filters of={list} />
      <Asked asked={asked}>
        {() => (
          <DataTable
            {...table}
            caption={t('supervision.stops')}
            columns={columns}
            rowKey={({ orderNo, task, from }) => `${orderNo} ${task} ${from}`}
            fileName="stops"
          />
        )}
      </Asked>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code } = useWords();
  return [
    {
      ...{ key: 'orderNo', title: t('order.no'), text: ({ orderNo }) => orderNo },
      show: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    { key: 'task', title: t('tasks.task'), text: ({ task }) => code('task', task) },
    {
      key: 'department',
      title: t('supervision.department'),
      text: ({ department }) => code('department', department),
    },
    { key: 'reason', title: t('supervision.reason'), text: ({ reason }) => code('stopReason', reason) },
    {
      ...{ key: 'from', title: t('supervision.from'), text: ({ from }) => from },
      show: ({ from }) => <InstantText at={from} />,
    },
    {
      ...{ key: 'lastDay', title: t('supervision.last-day'), text: ({ lastDay }) => lastDay },
      show: ({ lastDay }) => <DayText day={lastDay} />,
    },
    {
      ...{ key: 'ended', title: t('supervision.ended'), text: ({ endedAt }) => endedAt },
      show: ({ endedAt }) => (endedAt ? <InstantText at={endedAt} /> : t('task.running')),
    },
    {
      key: 'excluded',
      title: t('supervision.excluded'),
      isNumber: true,
      text: ({ excludedDays }) => excludedDays,
    },
  ];
}
