import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Actions } from '../../domain/actions.tsx';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { Section } from '../../ui/section.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['ListedClaim'];
type Share = components['schemas']['ClaimShare'];
const list = '/v1/supervision/claims';

/** Claims after outages, to decide and to look through, and how many each department makes. */
export function Claims() {
  const { t } = useWords();
  const { filters } = useFilters();
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query });
  const columns = useColumns();
  return (
    <>
      <Filters of={list} />
      <Asked asked={asked}>
        {({ pages: [first] }) => (
          <>
            <DataTable
              {...table}
              caption={t('supervision.claims')}
              columns={columns}
              rowKey={({ no }) => String(no)}
              fileName="claims"
            />
            <Section title={t('supervision.claim-shares')}>
              <ClaimShares shares={first?.departments ?? []} />
            </Section>
          </>
        )}
      </Asked>
    </>
  );
}

function ClaimShares({ shares }: { readonly shares: readonly Share[] }) {
  const { t, code } = useWords();
  const figure = (key: 'acts' | 'granted' | 'waiting', title: string): Column<Share> => ({
    ...{ key, title, isNumber: true },
    show: (row) => row[key],
    text: (row) => row[key],
  });
  return (
    <DataTable
      caption={t('supervision.claim-shares')}
      rows={shares}
      rowKey={({ department }) => department}
      fileName="claim-shares"
      columns={[
        {
          key: 'department',
          title: t('supervision.department'),
          text: ({ department }) => code('department', department),
        },
        figure('acts', t('supervision.acts')),
        figure('granted', t('supervision.granted')),
        figure('waiting', t('supervision.waiting')),
        {
          ...{ key: 'share', title: t('supervision.share'), isNumber: true },
          show: ({ granted, acts, share }) =>
            t('supervision.of', { count: granted, of: acts, percent: Math.round(share * 100) }),
          text: ({ share }) => share,
        },
      ]}
    />
  );
}

function useColumns(): Column<Row>[] {
  const { t, code, say } = useWords();
  return [
    {
      ...{ key: 'orderNo', title: t('order.no'), text: ({ orderNo }) => orderNo },
      show: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    {
      ...{ key: 'task', title: t('tasks.task'), text: ({ task }) => code('task', task) },
      show: ({ task, department }) => `${code('task', task)} · ${code('department', department)}`,
    },
    {
      ...{ key: 'what', title: t('supervision.what'), text: ({ what }) => say(what) },
      show: ({ what, note, by }) => (
        <>
          {say(what)} · {by}
          <div className="written">{note}</div>
        </>
      ),
    },
    {
      ...{ key: 'recordedAt', title: t('supervision.from'), text: ({ claimedAt }) => claimedAt },
      show: ({ claimedAt, recordedAt }) => (
        <>
          <InstantText at={claimedAt} /> ← <InstantText at={recordedAt} />
        </>
      ),
    },
    { key: 'days', title: t('supervision.days'), isNumber: true, text: ({ workingDays }) => workingDays },
    {
      ...{
        key: 'verdict',
        title: t('tasks.state'),
        text: (row) => row.verdict && code('verdict', row.verdict),
      },
      show: ({ verdict, decisionNote, actions }) =>
        verdict ? (
          <>
            {code('verdict', verdict)}
            <div className="written">{decisionNote}</div>
          </>
        ) : (
          <>
            {t('task.pending')}
            <Actions actions={actions} />
          </>
        ),
    },
  ];
}
