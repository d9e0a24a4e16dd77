import { Checkbox, Select } from 'antd';
import { use } from 'react';
import type { OwnFieldProps } from '../../domain/form/field-context.ts';
import { useWords } from '../../words/use-words.ts';
import { FilesOfCommission } from './files-context.ts';

/** The files of a purpose that are there; they are uploaded on the page before a form names them. */
function useOptions(purpose: 'contract' | 'result') {
  const { files } = use(FilesOfCommission);
  return files
    .filter((file) => file.purpose === purpose)
    .map(({ fileNo, name }) => ({ value: fileNo, label: `${fileNo} · ${name}` }));
}

/** The signed contract, of the files that were uploaded as one. */
export function ContractField({ value, onChange, id }: OwnFieldProps) {
  const { t } = useWords();
  return (
    <Select
      {...(id && { id })}
      allowClear
      placeholder={t('commission.upload-first')}
      value={(value as number | undefined) ?? null}
      onChange={(chosen: number | null) => onChange?.(chosen)}
      options={useOptions('contract')}
    />
  );
}

/** The files of the result that is handed in. */
export function ResultsField({ value, onChange }: OwnFieldProps) {
  const { t } = useWords();
  const options = useOptions('result');
  if (options.length === 0) return <span className="quiet">{t('commission.upload-first')}</span>;
  return (
    <Checkbox.Group
      value={(value as number[] | undefined) ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      options={options}
    />
  );
}
