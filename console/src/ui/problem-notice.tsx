import { Alert, Button } from 'antd';
import { isOpen, unreachable, type Problem } from '../api/problem.ts';
import { useSession } from '../session/session-context.ts';
import { useWords } from '../words/use-words.ts';
import { problemFacts, withoutNames } from './problem-facts.ts';

interface Props {
  readonly problem: Problem;
  /** faults that no field shows */
  readonly faults?: readonly string[];
  readonly onRetry?: () => void;
}

/** Why a request was not done, and what one can do now. */
export function ProblemNotice({ problem, faults = [], onRetry }: Props) {
  const words = useWords();
  const { t } = words;
  const { signIn } = useSession();
  const { title, detail, help, requestId, status, type } = problem;
  const isGone = type === unreachable;
  const heading = isGone ? t('problem.unreachable') : status === 401 ? t('problem.signed-out') : title;
  const lines = [
    isGone ? t('problem.unreachable-help') : status === 401 ? t('problem.signed-out-help') : detail,
    ...faults,
    help && withoutNames(help, words),
    ...problemFacts(problem, words).map(({ name, value }) => t('problem.fact', { name, value })),
    status === 409 || status === 412 ? t('problem.meanwhile') : undefined,
    requestId && t('problem.request', { id: requestId }),
  ];
  const button =
    status === 401 ? (
      <Button onClick={() => void signIn()}>{t('shell.sign-in')}</Button>
    ) : isOpen(problem) && onRetry ? (
      <Button onClick={onRetry}>{t('problem.retry')}</Button>
    ) : undefined;
  return (
    <Alert
      role="alert"
      showIcon
      type={isOpen(problem) ? 'warning' : 'error'}
      title={heading}
      description={lines.filter(Boolean).map((line) => (
        <div key={line}>{line}</div>
      ))}
      action={button}
    />
  );
}
