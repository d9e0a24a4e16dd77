import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { cellOf } from '../../ui/data-table.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { chosenIn } from './compared.ts';
import { useEntryFacts } from './entry-facts.tsx';

/** Up to five agencies of a category side by side, a line for each thing one compares. */
export function ComparePage() {
  const { t, code } = useWords();
  const { filters } = useFilters();
  const { category = '', agencies = '' } = filters;
  const [name, ...facts] = useEntryFacts();
  const asked = api.useQuery(
    'get',
    '/v1/directory/comparison',
    { params: { query: { category: category as never, agencies } } },
    { enabled: chosenIn(agencies).length > 0 },
  );
  const title = t('agencies.compare-title');
  const back = (
    <Link to="/agencies" search={{ category, chosen: agencies }}>
      {t('agencies.title')}
    </Link>
  );
  if (chosenIn(agencies).length === 0)
    return (
      <Page title={title} extra={back}>
        <p>{t('agencies.none-chosen')}</p>
      </Page>
    );
  return (
    <Page title={category ? `${title} · ${code('category', category)}` : title} asked={asked} extra={back}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="data side-by-side">
          <caption className="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('agency.name')}</th>
              {asked.data?.agencies.map((entry) => (
                <th key={entry.agencyNo} scope="col">
                  {name && cellOf(name, entry)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.key}>
                <th scope="row">{fact.title}</th>
                {asked.data?.agencies.map((entry) => (
                  <td key={entry.agencyNo}>{cellOf(fact, entry)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
