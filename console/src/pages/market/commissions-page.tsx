import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { dayInWords } from '../../domain/dates.ts';
import { isFor } from '../../api/operations.ts';
import { Filters } from '../../domain/filters.tsx';
import { Light } from '../../domain/light.tsx';
import { useCaller } from '../../session/session-context.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { useWorkWords } from './work-words.ts';

type Row = components['schemas']['CommissionListed'];
const list = '/v1/commissions';
/** Real milliseconds between two looks at the list. */
const lookMs = 10_000;

/** The commissions one may see, newest first, by state: an owner's, an agency's own and those it may bid for. */
export function CommissionsPage() {
  const { t } = useWords();
  const { filters } = useFilters();
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query, lookMs });
  const roles = useCaller()?.roles ?? [];
  const columns = useColumns();
  return (
    <Page
      title={t('commissions.title')}
      asked={asked}
      extra={isFor(roles, 'POST', list) && <Link to="/commissions/new">{t('commissions.new')}</Link>}
    >
      <Filters of={list} />
      <DataTable
        {...table}
        caption={t('commissions.title')}
        columns={columns}
        rowKey={({ commissionNo }) => commissionNo}
        fileName="commissions"
      />
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code, say, language } = useWords();
  const work = useWorkWords();
  const state = (row: Row) => code('commissionState', row.state);
  return [
    {
      ...{ key: 'no', title: t('field.commissionNo'), text: (row) => row.commissionNo },
      show: ({ commissionNo }) => <Link to={`/commissions/${commissionNo}`}>{commissionNo}</Link>,
    },
    { key: 'work', title: t('commission.work'), text: work },
    {
      ...{ key: 'order', title: t('order.no'), text: (row) => row.orderNo },
      show: ({ orderNo }) =>
        orderNo ? <Link to={`/orders/${orderNo}`}>{orderNo}</Link> : t('commission.no-order'),
    },
    { key: 'state', title: t('field.state'), text: state },
    {
      ...{ key: 'light', title: t('order.light'), text: (row) => code('light', row.light) },
      show: ({ light }) => <Light light={light} />,
    },
    {
      ...{ key: 'agency', title: t('field.agencyNo'), text: (row) => row.agencyNo },
      show: ({ agencyNo }) => (agencyNo ? <Link to={`/agencies/${agencyNo}`}>{agencyNo}</Link> : '–'),
    },
    {
      ...{ key: 'due', title: t('order.due'), text: (row) => row.dueDay && dayInWords(row.dueDay, language) },
      show: ({ dueDay }) => <DayText day={dueDay} />,
    },
    {
      ...{ key: 'waits', title: t('commission.you-can') },
      show: ({ actions }) => actions.map(({ what }) => say(what)).join('、') || '–',
    },
  ];
}
