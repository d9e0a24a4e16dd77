import { Button, Flex } from 'antd';
import { useState } from 'react';
import { send } from '../api/client.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import { useSession } from '../session/session-context.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly href: string;
  /** what the file is called when it is kept */
  readonly name: string;
  /** what it is, for who cannot see where the buttons stand */
  readonly about?: string;
}

/** Real milliseconds a shown file is held for the other tab to read it. */
const heldMs = 60_000;

/** A file behind the caller's token: to look at in a tab of its own, or to keep. */
export function FileLink({ href, name, about = name }: Props) {
  const { t } = useWords();
  const session = useSession();
  const [problem, setProblem] = useState<Problem>();
  const fetched = async (use: (file: Blob) => void, giveUp?: () => void) => {
    setProblem(undefined);
    try {
      use(await (await send(session, href, { headers: { Accept: '*/*' } })).blob());
    } catch (thrown) {
      giveUp?.();
      setProblem(problemOf(thrown));
    }
  };
  const show = () => {
    // opened at once: later, the browser would take it for a pop-up
    const tab = window.open('', '_blank');
    const lead = (file: Blob) => {
      const url = URL.createObjectURL(file);
      if (tab) tab.location.href = url;
      setTimeout(() => URL.revokeObjectURL(url), heldMs);
    };
    void fetched(lead, () => tab?.close());
  };
  return (
    <>
      <Flex gap="small" wrap className="no-print">
        <Button size="small" onClick={show} aria-label={`${t('file.show')} ${about}`}>
          {t('file.show')}
        </Button>
        <Button
          size="small"
          onClick={() => void fetched((file) => saveFile(name, file))}
          aria-label={`${t('file.save')} ${about}`}
        >
          {t('file.save')}
        </Button>
      </Flex>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
