import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { useWords } from '../words/use-words.ts';

/** A page one may not see, or that is not there: the server does not say which, and neither does this. */
export function NotForYou() {
  const { t } = useWords();
  return (
    <Result
      status="404"
      icon={null}
      title={t('shell.not-for-you')}
      subTitle={t('shell.not-for-you-why')}
      extra={<Link to="/">{t('shell.back-home')}</Link>}
    />
  );
}
