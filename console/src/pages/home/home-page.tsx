import { useInboxes } from '../../api/inbox.ts';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { MyCommissions } from './my-commissions.tsx';
import { MyOrders } from './my-orders.tsx';
import { inOrder } from './waiting.ts';
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
  const items = inOrder(asked.flatMap(({ data }) => data?.items ?? []));
  const isEmpty = items.length === 0;
  return (
    <Page title={t('home.title')} {...(first && { asked: first })}>
      {isEmpty ? (
        <p>{t('home.empty')}</p>
      ) : (
        <ul className="waiting">
          {items.map((item) => (
            <WaitingItem key={`${item.kind} ${item.about} ${item.link}`} item={item} />
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
