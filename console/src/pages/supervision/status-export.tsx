import type { components } from '../../../generated/contract.d.ts';
import { api, call } from '../../api/client.ts';
import { allPages } from '../../api/list.ts';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['StatusLine'];
type Lines = components['schemas']['StatusExport'];
const list = '/v1/supervision/status-export';

/** What the national platform is told of every task: the first lines to look at, all of them as a file. */
export function StatusExport() {
  const { t } = useWords();
  const asked = api.useQuery('get', list, {});
  const fetchPage = async (after: string | undefined) => {
    const { data, error } = await call.GET(list, { params: { query: { limit: '100', after } as never } });
    if (!data) throw error;
    // the list can be had line by line, too, which is not asked for here
    return data as Lines;
  };
  const columns = useColumns();
  return (
    <>
      <p>{t('supervision.export-hint')}</p>
      <Asked asked={asked}>
        {(data) => (
          <DataTable
            rows={(data as Lines).items}
            caption={t('supervision.export')}
            columns={columns}
            rowKey={({ position }) => position}
            allRows={() => allPages(fetchPage)}
            fileName="status-export"
          />
        )}
      </Asked>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code, say } = useWords();
  return [
    { key: 'orderNo', title: t('order.no'), text: ({ orderNo }) => orderNo },
    { key: 'task', title: t('tasks.task'), text: ({ task }) => code('task', task) },
    {
      key: 'department',
      title: t('supervision.department'),
      text: ({ department }) => department && code('department', department),
    },
    {
      ...{ key: 'status', title: t('supervision.status') },
      show: ({ status, statusWords }) => `${status} ${say(statusWords)}`,
      text: ({ status }) => status,
    },
    {
      ...{ key: 'time', title: t('supervision.time-state') },
      show: ({ timeState, timeStateWords }) => `${timeState} ${say(timeStateWords)}`,
      text: ({ timeState }) => timeState,
    },
    {
      ...{ key: 'due', title: t('order.due') },
      show: ({ dueDay }) => <DayText day={dueDay} />,
      text: ({ dueDay }) => dueDay,
    },
  ];
}
