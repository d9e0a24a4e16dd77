import { Upload, Button, Flex } from 'antd';
import { createContext, use, useState } from 'react';
import type { components } from '../../../generated/contract.d.ts';
import { operationOf } from '../../api/operations.ts';
import { useAct } from '../../api/use-act.ts';
import { sha256Of } from '../../domain/fingerprint.ts';
import { hrefWith } from '../../domain/form/file-query.ts';
import type { OwnFieldProps } from '../../domain/form/field-context.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../../words/use-words.ts';

type Kind = components['schemas']['AgencyFile']['kind'];
const href = '/v1/agency-files';

/** The unified social credit code of the agency whose files are uploaded. */
export const AgencyFilesOf = createContext('');

interface UploadProps {
  readonly kind: Kind;
  readonly id?: string | undefined;
  readonly onUploaded: (fileId: string) => void;
}

/** Uploads a file as soon as it is chosen, and names it. */
function UploadOne({ kind, id, onUploaded }: UploadProps) {
  const { t } = useWords();
  const uscc = use(AgencyFilesOf);
  const act = useAct<components['schemas']['AgencyFile']>();
  const [file, setFile] = useState<File>();
  const upload = async (chosen: File) => {
    const said = { uscc, kind, name: chosen.name, sha256: await sha256Of(chosen) };
    const request = { verb: 'POST', href: hrefWith(href, said), file: chosen };
    act.mutate(request, { onSuccess: ({ fileId }) => onUploaded(fileId) });
  };
  const take = (chosen: File) => {
    setFile(chosen);
    void upload(chosen);
    return false;
  };
  return (
    <Flex vertical gap="small" align="start">
      <Upload
        {...(id && { id })}
        accept={operationOf('POST', href)?.types?.join(',') ?? ''}
        beforeUpload={take}
        showUploadList={false}
      >
        <Button loading={act.isPending}>{t('form.file')}</Button>
      </Upload>
      <span role="status">{act.data && t('apply.uploaded', { name: act.data.name })}</span>
      {act.error && <ProblemNotice problem={act.error} onRetry={() => file && void upload(file)} />}
    </Flex>
  );
}

const fieldOf = (kind: Kind) =>
  function FileField({ onChange, id }: OwnFieldProps) {
    return <UploadOne kind={kind} id={id} onUploaded={(fileId) => onChange?.(fileId)} />;
  };

export const LicenceFileField = fieldOf('licence');
export const CommitmentFileField = fieldOf('commitment');
export const CertificateFileField = fieldOf('certificate');

/** The files of a repair, one after the other. */
export function RepairFilesField({ value, onChange, id }: OwnFieldProps) {
  const { t } = useWords();
  const files = (value as string[] | undefined) ?? [];
  return (
    <Flex vertical gap="small" align="start">
      <UploadOne kind="repair" id={id} onUploaded={(fileId) => onChange?.([...files, fileId])} />
      {files.length > 0 && <span>{t('apply.files', { count: files.length })}</span>}
    </Flex>
  );
}
