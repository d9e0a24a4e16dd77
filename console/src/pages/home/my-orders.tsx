import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { api } from '../../api/client.ts';
import { Holder } from '../../domain/holder.tsx';
import { Light } from '../../domain/light.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { soonestFirst } from './soonest.ts';

type Row = components['schemas']['ListedOrder'];

/** Real milliseconds between two looks at the orders. */
const lookMs = 10_000;
/** How many orders the first page shows; the others are in the list of orders. */
const mostShown = 10;

/** The reader's open orders, soonest due first: who has each now, and until when. Where nothing waits, this is what comes next. */
export function MyOrders({ isEmpty }: { readonly isEmpty: boolean }) {
  const { t } = useWords();
  const asked = api.useQuery(
    'get',
    '/v1/progress',
    { params: { query: { state: 'open', limit: 50 } } },
    { refetchInterval: lookMs },
  );
  return (
    <section aria-label={t('home.going-on')}>
      <h2>{isEmpty ? t('home.comes-next') : t('home.going-on')}</h2>
      <Asked asked={asked}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <p className="quiet">{t('home.no-orders')}</p>}
            <ul className="waiting">
              {soonestFirst(items)
                .slice(0, mostShown)
                .map((order) => (
                  <OrderLine key={order.orderNo} order={order} />
                ))}
            </ul>
            {(items.length > mostShown || next) && <Link to="/orders">{t('home.all-orders')}</Link>}
          </>
        )}
      </Asked>
    </section>
  );
}

function OrderLine({ order }: { readonly order: Row }) {
  const { t, code } = useWords();
  const { orderNo, projectName, projectCode, light, driving, holder, dueDay, provisional } = order;
  return (
    <li>
      <Light light={light} /> <Link to={`/orders/${orderNo}`}>{projectName ?? projectCode}</Link>{' '}
      <span className="quiet">{orderNo}</span>
      <div>
        {driving && code('step', driving)}
        {holder && (
          <>
            {' '}
            · {t('home.has-it')} <Holder holder={holder} />
          </>
        )}{' '}
        · {t('order.due')} <DayText day={dueDay} provisional={provisional} />
      </div>
    </li>
  );
}
