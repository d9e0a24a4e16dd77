import { Link } from '@tanstack/react-router';
import { filtersFor } from '../../api/list.ts';
import { isFor } from '../../api/operations.ts';
import { Filters } from '../../domain/filters.tsx';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { OrdersList } from './orders-list.tsx';

const list = '/v1/progress';

/** The orders one may see, newest first, by light, step, holder and due day. */
export function OrdersPage() {
  const { t } = useWords();
  const { filters } = useFilters();
  const roles = useCaller()?.roles ?? [];
  return (
    <Page
      title={t('orders.title')}
      extra={isFor(roles, 'POST', '/v1/orders') && <Link to="/orders/new">{t('orders.new')}</Link>}
    >
      <Filters of={list} />
      <OrdersList query={filtersFor(list, filters)} />
    </Page>
  );
}
