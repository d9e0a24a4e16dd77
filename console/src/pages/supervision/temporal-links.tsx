import { api } from '../../api/client.ts';
import { filtersFor } from '../../api/list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';

const list = '/v1/supervision/links';

/** One click to a view of the Temporal UI; the overdue steps come first. */
export function TemporalLinks() {
  const { t } = useWords();
  const { filters } = useFilters();
  const asked = api.useQuery('get', list, { params: { query: filtersFor(list, filters) as never } });
  return (
    <>
      <p>{t('supervision.links-hint')}</p>
      <Filters of={list} />
      <Asked asked={asked}>
        {({ items }) => (
          <ul className="files">
            {items.map(({ code, name, url }) => (
              <li key={code}>
                <a href={url} target="_blank" rel="noreferrer">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </>
  );
}
