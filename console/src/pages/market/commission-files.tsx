import { FileLink } from '../../domain/file-link.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import type { CommissionRecord } from './commission-facts.tsx';

/** The files of a commission: the owner's inputs, contracts, results. */
export function CommissionFiles({ commission }: { readonly commission: CommissionRecord }) {
  const { t, code } = useWords();
  const { files } = commission;
  if (files.length === 0) return null;
  return (
    <section aria-label={t('commission.files')}>
      <h2>{t('commission.files')}</h2>
      <DataTable
        caption={t('commission.files')}
        rows={files}
        rowKey={({ fileNo }) => String(fileNo)}
        columns={[
          { key: 'no', title: t('commission.file-no'), show: ({ fileNo }) => fileNo, isNumber: true },
          { key: 'purpose', title: t('field.purpose'), show: ({ purpose }) => code('purpose', purpose) },
          { key: 'name', title: t('field.name'), show: ({ name }) => name },
          { key: 'round', title: t('commission.round'), show: ({ round }) => round, isNumber: true },
          { key: 'side', title: t('commission.by'), show: ({ side }) => code('side', side) },
          { key: 'at', title: t('paper.given'), show: ({ at }) => <InstantText at={at} /> },
          {
            ...{ key: 'file', title: t('field.file') },
            show: ({ href, name }) => <FileLink href={href} name={name} />,
          },
        ]}
      />
    </section>
  );
}
