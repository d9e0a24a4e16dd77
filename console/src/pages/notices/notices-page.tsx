import { Link } from '@tanstack/react-router';
import { Button, Empty } from 'antd';
import { useNotices } from '../../api/notices.ts';
import type { ToldNotice } from '../../api/told-notice.ts';
import { useAct } from '../../api/use-act.ts';
import { useCaller } from '../../session/session-context.ts';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { pageOf } from '../home/waiting.ts';
import { inTwo, readingsOf } from './notices-model.ts';

/** What the caller was told, of all services in one list, unread first. */
export function NoticesPage() {
  const { t } = useWords();
  const services = useNotices(useCaller()?.roles ?? []);
  const act = useAct();
  const all = services.flatMap(({ service, rows }) => rows.map((one): ToldNotice => ({ ...one, service })));
  const { unread, read } = inTwo(all);
  const more = services.flatMap(({ onMore }) => onMore ?? []);
  const first = services.find(({ asked }) => asked.fetchStatus !== 'idle' || asked.data);
  const mark = async (notices: readonly ToldNotice[]) => {
    for (const { service, notices: those } of readingsOf(notices))
      await act.mutateAsync({
        ...{ verb: 'POST', href: `/v1/inbox/${service}/notices/reading` },
        body: { notices: those },
      });
  };
  const onMark = (notices: readonly ToldNotice[]) => void mark(notices).catch(() => undefined);
  return (
    <Page title={t('notices.title')} {...(first && { asked: first.asked })}>
      {act.error && <ProblemNotice problem={act.error} />}
      {all.length === 0 && <Empty description={t('notices.none')} image={Empty.PRESENTED_IMAGE_SIMPLE} />}
      {unread.length > 0 && (
        <Section
          title={t('notices.unread', { count: unread.length })}
          extra={<Button onClick={() => onMark(unread)}>{t('notices.mark-all')}</Button>}
        >
          <List notices={unread} onMark={onMark} />
        </Section>
      )}
      {read.length > 0 && (
        <Section title={t('notices.read')}>
          <List notices={read} />
        </Section>
      )}
      {more.length > 0 && (
        <Button onClick={() => more.forEach((onMore) => void onMore())}>{t('notices.older')}</Button>
      )}
    </Page>
  );
}

interface ListProps {
  readonly notices: readonly ToldNotice[];
  readonly onMark?: (notices: readonly ToldNotice[]) => void;
}

function List({ notices, onMark }: ListProps) {
  const { t, say, code } = useWords();
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <li key={`${notice.service} ${notice.no}`}>
          <div>
            <Link to={pageOf(notice)}>
              <strong>{say(notice.what)}</strong> {notice.task && code('task', notice.task)}{' '}
              {notice.orderNo ?? notice.about}
            </Link>
            <div className="quiet">
              <InstantText at={notice.at} />
              {notice.dueDay && (
                <>
                  {' · '}
                  {t('order.due')} <DayText day={notice.dueDay} />
                </>
              )}
            </div>
          </div>
          {onMark && (
            <Button
              size="small"
              onClick={() => onMark([notice])}
              aria-label={`${t('notices.mark')}: ${say(notice.what)} ${notice.orderNo ?? notice.about}`}
            >
              {t('notices.mark')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
