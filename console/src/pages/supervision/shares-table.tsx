import { DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../words/use-words.ts';
import { percentOf } from './overview-model.ts';

interface Share {
  readonly name: string;
  readonly count: number;
  readonly of: number;
}

/** Shares, each with its numerator and denominator. */
export function SharesTable({
  caption,
  shares,
  fileName,
}: {
  readonly caption: string;
  readonly shares: readonly Share[];
  readonly fileName: string;
}) {
  const { t } = useWords();
  return (
    <DataTable
      caption={caption}
      rows={shares}
      rowKey={({ name }) => name}
      fileName={fileName}
      columns={[
        { key: 'name', title: t('supervision.what'), text: ({ name }) => name },
        {
          ...{ key: 'share', title: t('supervision.share'), isNumber: true },
          show: ({ count, of }) => t('supervision.of', { count, of, percent: percentOf(count, of) }),
          text: ({ count, of }) => `${count}/${of}`,
        },
      ]}
    />
  );
}
