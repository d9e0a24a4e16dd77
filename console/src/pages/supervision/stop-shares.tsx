import { api } from '../../api/client.ts';
import { useOfficeClock } from '../../api/clock.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { percentOf } from './overview-model.ts';

const list = '/v1/stops/shares';

/** Of each department, the share of its days that legal stops have excluded, in the orders received in a span of days. */
export function StopShares() {
  const { t, code, list: inRow } = useWords();
  const { officeDay } = useOfficeClock();
  const { filters } = useFilters();
  const from = filters['from'] ?? `${officeDay.slice(0, 4)}-01-01`;
  const until = filters['until'] ?? officeDay;
  const asked = api.useQuery('get', list, { params: { query: { from, until } } });
  return (
    <>
      <Filters of={list} />
      <Asked asked={asked}>
        {({ orders, complete, departments }) => (
          <>
            <p>
              {from} – {until} · {t('supervision.orders-in-span', { count: orders })}
              {!complete && ` · ${t('supervision.newest-only')}`}
            </p>
            <DataTable
              caption={t('supervision.stop-shares')}
              rows={departments}
              rowKey={({ department }) => department}
              fileName="stop-shares"
              columns={[
                {
                  key: 'department',
                  title: t('supervision.department'),
                  text: ({ department }) => code('department', department),
                },
                {
                  key: 'stops',
                  title: t('supervision.stop-count'),
                  isNumber: true,
                  text: ({ stops }) => stops,
                },
                {
                  ...{ key: 'reasons', title: t('supervision.reason') },
                  show: ({ reasons }) =>
                    inRow(
                      Object.entries(reasons).map(
                        ([reason, count]) => `${code('stopReason', reason)} ${count}`,
                      ),
                    ),
                },
                {
                  key: 'charged',
                  title: t('supervision.charged'),
                  isNumber: true,
                  text: ({ chargedDays }) => chargedDays,
                },
                {
                  ...{ key: 'share', title: t('supervision.share'), isNumber: true },
                  show: ({ excludedDays: count, chargedDays: of }) =>
                    t('supervision.of', { count, of, percent: percentOf(count, of) }),
                  text: ({ share }) => share,
                },
              ]}
            />
          </>
        )}
      </Asked>
    </>
  );
}
