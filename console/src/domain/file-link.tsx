import { Button } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { send } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useSession } from '../session/session-context.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  /** the server's own address of the file */
  readonly href: string;
  readonly name: string;
}

/** Takes a file home. It is asked with the caller's token, which a plain link cannot bear. */
export function FileLink({ href, name }: Props) {
  const { t } = useWords();
  const session = useSession();
  const fetching = useMutation({
    mutationFn: async () => saveFile(name, await (await send(session, href)).blob()),
  });
  return (
    <>
      <Button
        size="small"
        loading={fetching.isPending}
        onClick={() => fetching.mutate()}
        aria-label={`${t('file.save')} ${name}`}
      >
        {t('file.save')}
      </Button>
      {fetching.error && (
        <ProblemNotice problem={problemOf(fetching.error)} onRetry={() => fetching.mutate()} />
      )}
    </>
  );
}
