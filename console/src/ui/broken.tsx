import { Button, Result } from 'antd';
import { useWords } from '../words/use-words.ts';

/** A page that has failed, or whose code has gone with a newer build: opened again it comes anew. */
export function Broken() {
  const { t } = useWords();
  return (
    <Result
      status="error"
      icon={null}
      title={t('shell.broken')}
      subTitle={t('shell.broken-help')}
      extra={<Button onClick={() => location.reload()}>{t('shell.open-again')}</Button>}
    />
  );
}
