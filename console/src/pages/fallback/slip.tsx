import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { send } from '../../api/client.ts';
import { FileLink } from '../../domain/file-link.tsx';
import { useSession } from '../../session/session-context.ts';
import { useWords } from '../../words/use-words.ts';

/** The slip of a case as a document, and the square code of its tracking page. */
export function Slip({ caseNo }: { readonly caseNo: string }) {
  const { t } = useWords();
  const session = useSession();
  const { data } = useQuery({
    queryKey: ['slip', caseNo],
    queryFn: async () => (await send(session, `/v1/cases/${caseNo}/slip/qr?as=svg`)).blob(),
    staleTime: Infinity,
    retry: false,
  });
  const url = useObjectUrl(data);
  return (
    <>
      {url && <img src={url} alt={t('case.qr')} className="qr" width={160} height={160} />}
      <FileLink href={`/v1/cases/${caseNo}/slip`} name={`${caseNo}.pdf`} about={t('case.slip')} />
    </>
  );
}

/** An address of a file for as long as it is shown. */
function useObjectUrl(file: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
