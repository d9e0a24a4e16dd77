import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { api, call } from '../../api/client.ts';
import { allPages, byCursor, rowsOf } from '../../api/list.ts';
import { isFor } from '../../api/operations.ts';
import { Actions, type Action } from '../../domain/actions.tsx';
import { useCaller } from '../../session/session-context.ts';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { pageWords } from '../../words/page-words.ts';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['BrokenPromise'];
const list = '/v1/supervision/broken-promises';
const repair = '/v1/supervision/broken-promises/{orderNo}/{task}/repair';

/** Promises and commitments that were broken; one that is repaired bars its enterprise no more. */
export function Promises() {
  const { t } = useWords();
  const asked = api.useInfiniteQuery('get', list, {}, byCursor);
  const fetchPage = async (cursor: string | undefined) => {
    const { data, error } = await call.GET(list, { params: { query: { limit: '100', cursor } as never } });
    if (!data) throw error;
    return data;
  };
  const columns = useColumns();
  return (
    <Asked asked={asked}>
      {() => (
        <DataTable
          {...rowsOf(asked)}
          caption={t('supervision.promises')}
          columns={columns}
          rowKey={({ orderNo, task }) => `${orderNo} ${task}`}
          allRows={() => allPages(fetchPage)}
          fileName="broken-promises"
        />
      )}
    </Asked>
  );
}

/** The repair of a breach: the list has no actions of its own, the contract says who may make it. */
const repairOf = ({ orderNo, task }: Row): Action => {
  const [zh, en] = pageWords['supervision.repair'];
  const href = repair.replace('{orderNo}', orderNo).replace('{task}', task);
  return {
    action: 'repair-promise',
    what: { zh, en },
    verb: 'POST',
    href,
    fields: ['reason'],
    body: {},
    until: null,
  };
};

function useColumns(): Column<Row>[] {
  const { t, code } = useWords();
  const roles = useCaller()?.roles ?? [];
  const mayRepair = isFor(roles, 'POST', repair);
  return [
    {
      ...{ key: 'orderNo', title: t('order.no'), text: ({ orderNo }) => orderNo },
      show: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    {
      ...{ key: 'task', title: t('tasks.task'), text: ({ task }) => code('task', task) },
      show: ({ task }) => code('task', task),
    },
    {
      ...{ key: 'uscc', title: t('supervision.enterprise'), text: ({ uscc }) => uscc },
      show: ({ uscc }) => uscc,
    },
    {
      ...{ key: 'breach', title: t('supervision.breach'), text: ({ breach }) => code('breach', breach) },
      show: ({ breach }) => code('breach', breach),
    },
    {
      ...{ key: 'brokenAt', title: t('supervision.broken-at'), text: ({ brokenAt }) => brokenAt },
      show: ({ brokenAt }) => <InstantText at={brokenAt} />,
    },
    {
      ...{ key: 'repaired', title: t('supervision.repaired'), text: ({ repairedAt }) => repairedAt },
      show: (row) =>
        row.repairedAt ? (
          <>
            <InstantText at={row.repairedAt} /> · {row.repairedBy}
            <div className="written">{row.repairReason}</div>
          </>
        ) : (
          mayRepair && <Actions actions={[repairOf(row)]} />
        ),
    },
  ];
}
