import { Flex, Spin, Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { problemOf } from '../api/problem.ts';
import { useWords } from '../words/use-words.ts';
import { HeardAt } from './heard-at.tsx';
import { NotForYou } from './not-for-you.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** What a page asks of the server, as far as it shows how that stands. */
interface Asked {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly data: unknown;
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface Props {
  readonly title: ReactNode;
  /** the title of the window; the title, unless given */
  readonly windowTitle?: string;
  readonly extra?: ReactNode;
  /** what must have come before the page can be shown */
  readonly asked?: Asked;
  readonly children?: ReactNode;
}

/** A page with its heading; while what it needs has not come it says so, and why it does not come. */
export function Page({ title, windowTitle, extra, asked, children }: Props) {
  const { t } = useWords();
  const inWindow = windowTitle ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = [inWindow, t('product.name')].filter(Boolean).join(' · ');
  }, [inWindow, t]);
  const problem = asked?.error ? problemOf(asked.error) : undefined;
  if (problem && !asked?.data && [403, 404].includes(problem.status)) return <NotForYou />;
  return (
    <>
      <Flex justify="space-between" align="center" wrap gap="small" className="page-head">
        <Typography.Title level={1}>{title}</Typography.Title>
        <Flex align="center" wrap gap="small">
          {extra}
          {asked?.data ? <HeardAt asked={asked} /> : null}
        </Flex>
      </Flex>
      {problem && !asked?.data ? (
        <ProblemNotice problem={problem} onRetry={() => void asked?.refetch()} />
      ) : asked?.isPending ? (
        <Spin description={t('shell.loading')}>
          <div className="loading" />
        </Spin>
      ) : (
        children
      )}
    </>
  );
}
