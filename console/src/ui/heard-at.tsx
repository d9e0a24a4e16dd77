import { Typography } from 'antd';
import { useWords } from '../words/use-words.ts';

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });

/** When the page last heard from the server, and whether it hears from it now. */
export function HeardAt({
  asked,
}: {
  readonly asked: { readonly dataUpdatedAt: number; readonly error: unknown };
}) {
  const { t } = useWords();
  const time = clock.format(asked.dataUpdatedAt);
  return (
    <Typography.Text type={asked.error ? 'warning' : 'secondary'} className="heard no-print">
      {asked.error ? t('shell.not-heard', { time }) : t('shell.heard', { time })}
    </Typography.Text>
  );
}
