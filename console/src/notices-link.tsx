import { Link } from '@tanstack/react-router';
import { useInboxes } from './api/inbox.ts';
import { useWords } from './words/use-words.ts';

/** Real milliseconds between two looks at how many notices are unread. */
const lookMs = 15_000;

/** Leads to the notices, and says how many are unread. */
export function NoticesLink({ roles }: { readonly roles: readonly string[] }) {
  const { t } = useWords();
  const count = useInboxes(roles, lookMs).reduce((sum, { data }) => sum + (data?.unread ?? 0), 0);
  return (
    <Link to="/notices" aria-label={t('notices.count', { count })}>
      {t('notices.title')} {count > 0 && <span className="count">{count}</span>}
    </Link>
  );
}
