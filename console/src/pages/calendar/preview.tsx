import { Link } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { components } from '../../../generated/contract.d.ts';
import { call } from '../../api/client.ts';
import { byCursor, rowsOf } from '../../api/list.ts';
import { Light } from '../../domain/light.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';

type Changed = components['schemas']['CalendarPreview']['items'][number];
interface Row extends Pick<Changed, 'orderNo'> {
  readonly change: Changed['changes'][number];
}
type Clock = components['schemas']['ClockSummary'];

/** What publishing a draft would change, order by order and step by step: due day and light before and after. */
export function Preview({ version }: { readonly version: string }) {
  const { t } = useWords();
  const asked = useInfiniteQuery({
    ...byCursor,
    queryKey: ['calendar', version, 'preview'],
    queryFn: ({ pageParam }) => fetchPage(version, pageParam),
    initialPageParam: null as string | null,
    staleTime: Infinity,
  });
  const { rows: orders, ...paging } = rowsOf(asked);
  const rows = orders.flatMap(({ orderNo, changes }) => changes.map((change) => ({ orderNo, change })));
  const columns = useColumns();
  return (
    <Section title={t('calendar.preview')}>
      <Asked asked={asked}>
        {({ pages }) => (
          <>
            <p role="status">
              {t('calendar.looked', {
                looked: pages.reduce((sum, { looked }) => sum + looked, 0),
                count: orders.length,
              })}
            </p>
            <DataTable
              {...paging}
              caption={t('calendar.preview')}
              rows={rows}
              columns={columns}
              rowKey={({ orderNo, change: { step } }) => `${orderNo} ${step}`}
              fileName={`calendar-${version}`}
            />
          </>
        )}
      </Asked>
    </Section>
  );
}

async function fetchPage(version: string, after: string | null) {
  const { data, error } = await call.POST('/v1/calendars/{version}/preview', {
    params: { path: { version }, query: after === null ? {} : { after } },
  });
  if (!data) throw error;
  return data;
}

function useColumns(): Column<Row>[] {
  const { t, code } = useWords();
  const partOf = ({ change: { step } }: Row) => (step ? code('step', step) : t('calendar.whole'));
  const inText = ({ dueDay, light }: Clock) => [dueDay ?? '–', light && code('light', light)].join(' ');
  return [
    {
      ...{ key: 'order', title: t('order.no'), text: ({ orderNo }) => orderNo },
      show: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    { key: 'part', title: t('calendar.part'), text: partOf },
    {
      ...{ key: 'before', title: t('calendar.before'), text: ({ change }) => inText(change.before) },
      show: ({ change }) => <ClockText clock={change.before} />,
    },
    {
      ...{ key: 'after', title: t('calendar.after'), text: ({ change }) => inText(change.after) },
      show: ({ change }) => <ClockText clock={change.after} />,
    },
  ];
}

const ClockText = ({ clock: { dueDay, light, provisional } }: { readonly clock: Clock }) => (
  <>
    <DayText day={dueDay} provisional={provisional} /> <Light light={light} />
  </>
);
