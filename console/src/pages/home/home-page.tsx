import { useInboxes } from '../../api/inbox.ts';
import { isFor } from '../../api/operations.ts';
import { listNow } from '../../api/use-list.ts';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { QuietNews } from '../../ui/quiet-news.tsx';
import { useQuiet } from '../../ui/use-quiet.ts';
import { useWords } from '../../words/use-words.ts';
import { MyCommissions } from './my-commissions.tsx';
import { MyOrders } from './my-orders.tsx';
import { inOrder, keyOfItem } from './waiting.ts';
import { WaitingItem } from './waiting-item.tsx';

/** Real milliseconds between two looks at what waits. */
const lookMs = 5_000;

/** The first page of everybody: what waits for him, late first, each with the button that does it; then what goes on without him. */
export function HomePage() {
  const { t } = useWords();
  const roles = useCaller()?.roles ?? [];
  const asked = useInboxes(roles, lookMs);
  const having = asked.filter(({ fetchStatus, data }) => fetchStatus !== 'idle' || data);
  const first = having.find(({ error }) => error) ?? having[0];
  const latest = inOrder(asked.flatMap(({ data }) => data?.items ?? []));
  const of = having.map(({ data, dataUpdatedAt }) => listNow('', data ? 1 : 0, dataUpdatedAt)).join(' ');
  const { rows: items, ...quiet } = useQuiet(latest, of, keyOfItem);
  const isEmpty = items.length === 0;
  return (
    <Page title={t('home.title')} {...(first && { asked: first })}>
      <QuietNews {...quiet} />
      {isEmpty ? (
        <p>{t('home.empty')}</p>
      ) : (
        <ul className="waiting">
          {items.map((item) => (
            <WaitingItem key={keyOfItem(item)} item={item} />
          ))}
        </ul>
      )}
      {isFor(roles, 'GET', '/v1/progress') ? (
        <MyOrders isEmpty={isEmpty} />
      ) : (
        isFor(roles, 'GET', '/v1/commissions') && <MyCommissions />
      )}
    </Page>
  );
}
