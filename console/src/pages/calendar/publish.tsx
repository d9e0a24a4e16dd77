import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../../words/use-words.ts';

interface Props {
  readonly version: string;
  readonly isDisabled: boolean;
}

/** Publishes a draft, after it was said what that means. */
export function Publish({ version, isDisabled }: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const act = useAct();
  const publish = () =>
    act.mutate(
      { verb: 'POST', href: `/v1/calendars/${encodeURIComponent(version)}/publish` },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <>
      <Button disabled={isDisabled} onClick={() => setOpen(true)}>
        {t('calendar.publish')}
      </Button>
      <Dialog open={isOpen} title={`${t('calendar.publish')} ${version}`} onClose={() => setOpen(false)}>
        <p>{t('calendar.publish-why')}</p>
        {act.error && <ProblemNotice problem={act.error} onRetry={publish} />}
        <Flex gap="small" className="form-end">
          <Button type="primary" onClick={publish} loading={act.isPending}>
            {t('calendar.publish')}
          </Button>
          <Button onClick={() => setOpen(false)}>{t('form.cancel')}</Button>
        </Flex>
      </Dialog>
    </>
  );
}
