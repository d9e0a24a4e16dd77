import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { ProblemNotice } from './problem-notice.tsx';

interface Props<Data> {
  readonly asked: {
    readonly data: Data | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly children: (data: Data) => ReactNode;
}

/** A part of a page that has its own answer: it waits for it, shows it, or says why it does not come. */
export function Asked<Data>({ asked: { data, error, refetch }, children }: Props<Data>) {
  if (data !== undefined) return children(data);
  if (error) return <ProblemNotice problem={problemOf(error)} onRetry={() => void refetch()} />;
  return <Spin />;
}
