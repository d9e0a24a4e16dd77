import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { Dialog } from './dialog.tsx';
import { useKeys } from './use-keys.ts';

interface Props {
  /** what each key does, in words */
  readonly keys: readonly (readonly [key: string, does: string])[];
}

/** The keys of a page; `?` shows them. */
export function KeysHelp({ keys }: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-keyshortcuts="?">
        {t('keys.title')}
      </Button>
      <Dialog open={isOpen} title={t('keys.title')} onClose={() => setOpen(false)}>
        <dl className="keys">
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
