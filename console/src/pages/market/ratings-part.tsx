import { api } from '../../api/client.ts';
import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

const indicators = ['quality', 'time', 'price', 'attitude', 'compliance'] as const;

/** What was said of the agency's work, by whom. */
export function RatingsPart({ commissionNo }: { readonly commissionNo: string }) {
  const { t, code } = useWords();
  const { data } = api.useQuery('get', '/v1/commissions/{commissionNo}/ratings', {
    params: { path: { commissionNo } },
  });
  if (!data || data.ratings.length === 0) return null;
  return (
    <section aria-label={t('commission.ratings')}>
      <h2>{t('commission.ratings')}</h2>
      <ul>
        {data.ratings.map((rating) => (
          <li key={`${rating.judge} ${rating.at}`}>
            <strong>{code('judge', rating.judge)}</strong> {t('rating.score', { score: rating.score })} ·{' '}
            {indicators.map((one) => `${t(`field.${one}`)} ${rating.indicators[one]}`).join(' · ')} ·{' '}
            <InstantText at={rating.at} />
            {rating.note && (
              <blockquote>
                <p>{rating.note}</p>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
