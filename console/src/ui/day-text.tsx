import { dayInWords, instantInWords } from '../domain/dates.ts';
import { useWords } from '../words/use-words.ts';

/** A day in words; a provisional one says so. */
export function DayText({
  day,
  provisional = false,
}: {
  readonly day: string | null;
  readonly provisional?: boolean;
}) {
  const { language, t } = useWords();
  if (day === null) return '–';
  return (
    <time dateTime={day} className={provisional ? 'provisional' : undefined}>
      {dayInWords(day, language)}
      {provisional ? `（${t('day.provisional')}）` : ''}
    </time>
  );
}

export function InstantText({ at }: { readonly at: string | null }) {
  const { language } = useWords();
  return at === null ? '–' : <time dateTime={at}>{instantInWords(at, language)}</time>;
}
