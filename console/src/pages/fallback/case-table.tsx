import { Link } from '@tanstack/react-router';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import type { ListedCase } from './case-model.ts';

const list = '/v1/cases';
/** Real milliseconds between two looks at the list. */
const lookMs = 10_000;

/** All cases, closed ones too, from the newest on. */
export function CaseTable() {
  const { t } = useWords();
  const { filters } = useFilters();
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query, lookMs });
  const columns = useColumns();
  return (
    <>
      <Filters of={list} />
      <Asked asked={asked}>
        {() => (
          <DataTable
            {...table}
            caption={t('cases.title')}
            columns={columns}
            rowKey={({ caseNo }) => caseNo}
            fileName="cases"
          />
        )}
      </Asked>
    </>
  );
}

function useColumns(): Column<ListedCase>[] {
  const { t, code } = useWords();
  const coded = (field: string, value: string | null) => (value === null ? '–' : code(field, value));
  const level = (one: ListedCase) => `${one.level} ${code('level', one.level)}`;
  return [
    {
      ...{ key: 'caseNo', title: t('cases.no'), text: ({ caseNo }) => caseNo },
      show: ({ caseNo }) => <Link to={`/cases/${caseNo}`}>{caseNo}</Link>,
    },
    { key: 'level', title: t('cases.level'), text: level },
    {
      ...{ key: 'state', title: t('cases.state'), text: ({ state }) => code('caseState', state) },
      show: ({ state, outcome }) =>
        [code('caseState', state), outcome && code('outcome', outcome)].filter(Boolean).join(' · '),
    },
    {
      ...{ key: 'cause', title: t('cases.cause'), text: ({ cause }) => code('cause', cause) },
      show: ({ cause, isUrgent }) => `${code('cause', cause)}${isUrgent ? ` · ${t('cases.urgent')}` : ''}`,
    },
    {
      ...{ key: 'about', title: t('cases.about'), text: (one) => one.orderNo ?? one.commissionNo },
      show: ({ orderNo, commissionNo, step }) => (
        <>
          {orderNo ? <Link to={`/orders/${orderNo}`}>{orderNo}</Link> : (commissionNo ?? '–')}
          {step && ` ${code('step', step)}`}
        </>
      ),
    },
    {
      ...{ key: 'due', title: t('cases.due'), text: ({ dueDay }) => dueDay },
      show: ({ dueDay, provisional }) => <DayText day={dueDay} provisional={provisional} />,
    },
    { key: 'lead', title: t('cases.lead'), text: ({ lead }) => coded('department', lead) },
    {
      ...{ key: 'handler', title: t('cases.handler'), text: ({ handler }) => handler },
      show: ({ handler }) => handler ?? '–',
    },
    {
      ...{ key: 'openedAt', title: t('cases.opened'), text: ({ openedAt }) => openedAt },
      show: ({ openedAt }) => <InstantText at={openedAt} />,
    },
  ];
}
