import { Bucket, bucketColours, bucketCodes } from '../../domain/bucket.tsx';
import { Bars } from '../../ui/bars.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { percentOf, sumOf, type Overview } from './overview-model.ts';

/** Whose the working days of all open orders were, with every share's base. */
export function BucketShares({ buckets }: { readonly buckets: Overview['buckets'] }) {
  const { t, code } = useWords();
  const title = t('supervision.buckets');
  const rows = bucketCodes.map((bucket) => ({ bucket, count: buckets[bucket] ?? 0 }));
  const of = sumOf(rows.map(({ count }) => count));
  return (
    <Section title={title}>
      <div className="chart-and-table">
        <Bars
          label={title}
          bars={[{ name: t('supervision.days'), counts: rows.map(({ count }) => count) }]}
          parts={rows.map(({ bucket }) => ({
            name: code('bucket', bucket),
            sign: t(`bucket.${bucket}`),
            colour: bucketColours[bucket],
          }))}
        />
        <div>
          <DataTable
            caption={title}
            rows={rows}
            rowKey={({ bucket }) => bucket}
            fileName="buckets"
            columns={[
              {
                ...{ key: 'bucket', title: t('supervision.bucket') },
                show: ({ bucket }) => <Bucket bucket={bucket} />,
                text: ({ bucket }) => code('bucket', bucket),
              },
              { key: 'days', title: t('supervision.days'), isNumber: true, text: ({ count }) => count },
              {
                ...{ key: 'share', title: t('supervision.share'), isNumber: true },
                show: ({ count }) => t('supervision.of', { count, of, percent: percentOf(count, of) }),
                text: ({ count }) => `${count}/${of}`,
              },
            ]}
          />
        </div>
      </div>
    </Section>
  );
}
