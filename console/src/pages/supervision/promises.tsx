import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { useList } from '../../api/use-list.ts';
import { Actions } from '../../domain/actions.tsx';
import { useOffered } from '../../domain/offered.ts';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['BrokenPromise'];
const list = '/v1/supervision/broken-promises';
const repair = '/v1/supervision/broken-promises/{orderNo}/{task}/repair';

/** Promises and commitments that were broken; one that is repaired bars its enterprise no more. */
export function Promises() {
  const { t } = useWords();
  const { asked, ...table } = useList(list);
  const columns = useColumns();
  return (
    <Asked asked={asked}>
      {() => (
        <DataTable
          {...table}
          caption={t('supervision.promises')}
          columns={columns}
          rowKey={({ orderNo, task }) => `${orderNo} ${task}`}
          fileName="broken-promises"
        />
      )}
    </Asked>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code } = useWords();
  const offered = useOffered();
  // the list has no actions of its own: the contract says who may make the repair
  const repairOf = ({ orderNo, task }: Row) =>
    offered({
      path: repair,
      href: repair.replace('{orderNo}', orderNo).replace('{task}', task),
      what: 'supervision.repair',
    });
  return [
    {
      ...{ key: 'orderNo', title: t('order.no'), text: ({ orderNo }) => orderNo },
      show: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    { key: 'task', title: t('tasks.task'), text: ({ task }) => code('task', task) },
    { key: 'uscc', title: t('supervision.enterprise'), text: ({ uscc }) => uscc },
    { key: 'breach', title: t('supervision.breach'), text: ({ breach }) => code('breach', breach) },
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
          <Actions actions={repairOf(row)} />
        ),
    },
  ];
}
