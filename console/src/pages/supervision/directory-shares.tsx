import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { filtersFor } from '../../api/list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { percentOf } from './overview-model.ts';

const list = '/v1/directory/shares';

/** How the commissions of twelve months fall to agencies. */
export function DirectoryShares() {
  const { t } = useWords();
  const { filters } = useFilters();
  const asked = api.useQuery('get', list, { params: { query: filtersFor(list, filters) as never } });
  return (
    <>
      <Filters of={list} />
      <Asked asked={asked}>
        {({ from, through, of, agencies }) => (
          <>
            <p>{t('supervision.directory-span', { from, through, of })}</p>
            <DataTable
              caption={t('supervision.directory')}
              rows={agencies}
              rowKey={({ agencyNo }) => agencyNo}
              fileName="agency-shares"
              columns={[
                {
                  ...{ key: 'agency', title: t('supervision.agency-no') },
                  show: ({ agencyNo, zh }) => (
                    <>
                      <Link to={`/agencies/${agencyNo}`}>{agencyNo}</Link> {zh}
                    </>
                  ),
                  text: ({ agencyNo, zh }) => `${agencyNo} ${zh}`,
                },
                {
                  ...{ key: 'share', title: t('supervision.share'), isNumber: true },
                  show: ({ commissions: count, of: all }) =>
                    t('supervision.of', { count, of: all, percent: percentOf(count, all) }),
                  text: ({ commissions }) => commissions,
                },
              ]}
            />
          </>
        )}
      </Asked>
    </>
  );
}
