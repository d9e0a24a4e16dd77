import { Typography } from 'antd';
import { dayInWords } from '../domain/dates.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly dueDay: string | null;
  readonly daysLeft: number | null;
  readonly isLate: boolean;
  readonly provisional?: boolean;
}

/** What is left until a due day, in working days, and the day: 还剩 3 个工作日（8月4日（周五） 17:00 前）. */
export function DueIn({ dueDay, daysLeft, isLate, provisional = false }: Props) {
  const { language, t } = useWords();
  if (dueDay === null) return <Typography.Text type="secondary">{t('home.no-limit')}</Typography.Text>;
  const until = t('day.until', { day: dayInWords(dueDay, language) });
  const count = Math.abs(daysLeft ?? 0);
  const left = isLate ? t('day.over', { count }) : daysLeft === 0 ? t('day.today') : t('day.left', { count });
  return (
    <span className={provisional ? 'provisional' : undefined}>
      <Typography.Text strong {...(isLate ? { type: 'danger' as const } : {})}>
        {daysLeft === null ? (isLate ? t('home.late') : '') : left}
      </Typography.Text>{' '}
      <Typography.Text type="secondary">
        {until}
        {provisional ? ` · ${t('day.provisional')}` : ''}
      </Typography.Text>
    </span>
  );
}
