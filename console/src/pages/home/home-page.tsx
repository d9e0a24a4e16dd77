import { Link } from '@tanstack/react-router';
import { Empty, Flex, Typography } from 'antd';
import { useInboxes } from '../../api/inbox.ts';
import { Actions } from '../../domain/actions.tsx';
import { useCaller } from '../../session/session-context.ts';
import { DueIn } from '../../ui/due-in.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { inOrder, pageOf, type InboxItem } from './waiting.ts';

/** Real milliseconds between two looks at what waits. */
const lookMs = 5_000;

/** The first page of everybody: what waits for him, late first, each with the button that does it. */
export function HomePage() {
  const { t } = useWords();
  const asked = useInboxes(useCaller()?.roles ?? [], lookMs);
  const having = asked.filter(({ fetchStatus, data }) => fetchStatus !== 'idle' || data);
  const first = having.find(({ error }) => error) ?? having[0];
  const items = inOrder(asked.flatMap(({ data }) => data?.items ?? []));
  return (
    <Page title={t('home.title')} {...(first && { asked: first })}>
      {items.length === 0 ? (
        <Empty description={t('home.empty')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
      ) : (
        <ul className="waiting">
          {items.map((item) => (
            <Waiting key={`${item.kind} ${item.about} ${item.link}`} item={item} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Waiting({ item }: { readonly item: InboxItem }) {
  const { say, code } = useWords();
  return (
    <li className={item.isLate ? 'is-late' : undefined}>
      <Flex wrap gap="small" justify="space-between" align="center">
        <div>
          <Link to={pageOf(item)}>
            <strong>{say(item.what)}</strong> {item.task && code('task', item.task)}{' '}
            {item.orderNo ?? item.about}
          </Link>
          <div>
            <DueIn {...item} />
          </div>
        </div>
        <Actions actions={item.actions.slice(0, 1)} />
      </Flex>
      <Typography.Text type="secondary">
        {item.orderNo && item.orderNo !== item.about ? item.about : ''}
      </Typography.Text>
    </li>
  );
}
