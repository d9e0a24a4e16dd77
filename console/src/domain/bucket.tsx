import { useWords } from '../words/use-words.ts';

export type BucketCode = 'GOV' | 'AGENCY' | 'OWNER' | 'EXCLUDED';
export const bucketCodes: readonly BucketCode[] = ['GOV', 'AGENCY', 'OWNER', 'EXCLUDED'];

/** The names of the colours of the buckets in the style sheet. */
export const bucketColours: Readonly<Record<BucketCode, string>> = {
  GOV: '--gov',
  AGENCY: '--agency',
  OWNER: '--owner',
  EXCLUDED: '--excluded',
};

/** Whose a day is, by colour, letter and word. */
export function Bucket({ bucket }: { readonly bucket: BucketCode | null }) {
  const { code, t } = useWords();
  if (bucket === null) return '–';
  return (
    <span className="bucket">
      <span className={`swatch swatch-${bucket}`} aria-hidden>
        {t(`bucket.${bucket}`)}
      </span>{' '}
      {code('bucket', bucket)}
    </span>
  );
}

/** The totals of a clock: government, agency, enterprise, legal stops, each in working days. */
export function BucketTotals({ buckets }: { readonly buckets: Readonly<Record<BucketCode, number>> }) {
  const { t } = useWords();
  return (
    <ul className="totals">
      {bucketCodes.map((bucket) => (
        <li key={bucket}>
          <Bucket bucket={bucket} /> <strong>{t('days.count', { count: buckets[bucket] })}</strong>
        </li>
      ))}
    </ul>
  );
}
