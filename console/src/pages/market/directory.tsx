import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { chosenIn, mostCompared, toggled } from './compared.ts';
import { useEntryFacts, type Entry } from './entry-facts.tsx';

const list = '/v1/directory';

/** The agencies of a category, filtered and sorted; up to five of them are put side by side. */
export function Directory({ category }: { readonly category: string }) {
  const { t } = useWords();
  const { filters, change } = useFilters();
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query });
  const facts = useEntryFacts();
  const chosen = chosenIn(filters['chosen']);
  const choice: Column<Entry> = {
    ...{ key: 'chosen', title: t('agencies.chosen') },
    show: ({ agencyNo, zh }) => (
      <Checkbox
        aria-label={`${t('agencies.chosen')} ${zh}`}
        checked={chosen.includes(agencyNo)}
        disabled={chosen.length >= mostCompared && !chosen.includes(agencyNo)}
        onChange={() => change({ chosen: toggled(chosen, agencyNo).join(',') || undefined })}
      />
    ),
  };
  return (
    <>
      <Filters of={list} only={['q', 'minStars', 'mostYuan', 'sort']} />
      <p role="status">
        {chosen.length > 0 ? (
          <Link to="/agencies/compare" search={{ category, agencies: chosen.join(',') }}>
            {t('agencies.compare', { count: chosen.length })}
          </Link>
        ) : (
          <span className="quiet">{t('agencies.most')}</span>
        )}
      </p>
      <Asked asked={asked}>
        {() => (
          <DataTable
            {...table}
            caption={t('agencies.title')}
            rowKey={({ agencyNo }) => agencyNo}
            columns={[choice, ...facts]}
            fileName={`agencies-${category}`}
          />
        )}
      </Asked>
    </>
  );
}
