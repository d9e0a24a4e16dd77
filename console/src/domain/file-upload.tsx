import { Button } from 'antd';
import { useRef, useState } from 'react';
import { operationOf } from '../api/operations.ts';
import { useAct } from '../api/use-act.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useWords } from '../words/use-words.ts';
import { faultOfFile, uploadHref } from './upload-model.ts';

interface Props {
  /** where the file is sent; what else it asks is in its query */
  readonly href: string;
  readonly label: string;
  readonly onDone?: (answer: unknown) => void;
}

/** Chooses a file and hands it in with its fingerprint, which the browser counts. */
export function FileUpload({ href, label, onDone }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const act = useAct();
  const [fault, setFault] = useState<'case.too-large' | 'case.wrong-type'>();
  const [last, setLast] = useState<File>();
  const types = operationOf('POST', href)?.types ?? [];
  const give = async (file: File) => {
    setLast(file);
    setFault(faultOfFile(file, types));
    if (faultOfFile(file, types)) return;
    const to = await uploadHref(href, file);
    act.mutate({ verb: 'POST', href: to, file }, { onSuccess: (answer) => onDone?.(answer) });
  };
  return (
    <div className="no-print">
      <input
        ref={input}
        type="file"
        hidden
        accept={types.join(',')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void give(file);
          target.value = '';
        }}
      />
      <Button loading={act.isPending} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <p className="quiet">{t('case.attach-help')}</p>
      {fault && (
        <p role="alert" className="late">
          {t(fault)}
        </p>
      )}
      {act.error && <ProblemNotice problem={act.error} onRetry={() => last && void give(last)} />}
    </div>
  );
}
