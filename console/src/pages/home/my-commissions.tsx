import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { Light } from '../../domain/light.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { useWorkWords } from '../market/work-words.ts';
import { soonestFirst } from './soonest.ts';

/** Real milliseconds between two looks at the commissions. */
const lookMs = 10_000;
/** How many the first page shows; the others are in the list. */
const mostShown = 10;

/** The commissions of an agency that are not over, soonest due first. */
export function MyCommissions() {
  const { t, code } = useWords();
  const work = useWorkWords();
  const asked = api.useQuery(
    'get',
    '/v1/commissions',
    { params: { query: { limit: 50 } } },
    { refetchInterval: lookMs },
  );
  return (
    <section aria-label={t('home.commissions')}>
      <h2>{t('home.commissions')}</h2>
      <Asked asked={asked}>
        {({ items }) => {
          const open = items.filter(({ state }) => state !== 'accepted' && state !== 'terminated');
          return (
            <>
              {open.length === 0 && <p className="quiet">{t('home.no-commissions')}</p>}
              <ul className="waiting">
                {soonestFirst(open)
                  .slice(0, mostShown)
                  .map(({ commissionNo, light, task, own, category, state, dueDay }) => (
                    <li key={commissionNo}>
                      <Light light={light} />{' '}
                      <Link to={`/commissions/${commissionNo}`}>
                        {work({ task, own, category })} {commissionNo}
                      </Link>
                      <div>
                        {code('commissionState', state)} · {t('order.due')} <DayText day={dueDay} />
                      </div>
                    </li>
                  ))}
              </ul>
              <Link to="/commissions">{t('home.all-commissions')}</Link>
            </>
          );
        }}
      </Asked>
    </section>
  );
}
