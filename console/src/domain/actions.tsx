import { Button, Flex, Spin } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { operationOf } from '../api/operations.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/use-words.ts';
import { distinctionOf, keyOf, type Action } from './action-names.ts';
import type { OwnFields } from './form/field-context.ts';

// most of a page's size is the fields of forms: they come when one is opened
const RequestForm = lazy(async () => ({ default: (await import('./form/request-form.tsx')).RequestForm }));

const FileForm = lazy(async () => ({ default: (await import('./form/file-form.tsx')).FileForm }));

export type { Action };

interface Props {
  /** what the server lists for this caller; nothing else is offered */
  readonly actions: readonly Action[];
  /** how a page shows certain fields, by the name of the field */
  readonly ownFields?: OwnFields;
  /** what an action is about, where several of a kind stand together */
  readonly about?: (action: Action) => string | undefined;
  readonly onDone?: (answer: unknown, action: Action) => void;
  /** shown when somebody else was faster: what has been done meanwhile */
  readonly meanwhile?: ReactNode;
  /** whether the first action is open from the start */
  readonly isFirstOpen?: boolean;
  /** in a line of a table, where none is the main one */
  readonly isSmall?: boolean;
}

/** Whether its body is a file. */
const isOfFile = ({ verb, href }: Action) => operationOf(verb, href)?.types !== undefined;

/** What the caller may do now, a button each; the first is the main one. */
export function Actions({
  actions,
  ownFields,
  about,
  onDone,
  meanwhile,
  isFirstOpen = false,
  isSmall = false,
}: Props) {
  const { say, code } = useWords();
  const nameOf = (action: Action) =>
    [say(action.what), distinctionOf(action, actions, code), about?.(action)].filter(Boolean).join(' · ');
  const [open, setOpen] = useState<Action | undefined>(isFirstOpen ? actions[0] : undefined);
  const close = () => setOpen(undefined);
  const done = (answer: unknown) => {
    close();
    if (open) onDone?.(answer, open);
  };
  return (
    <Flex wrap gap="small" className="actions no-print">
      {actions.map((action, index) => (
        <Button
          key={keyOf(action)}
          type={index === 0 && !isSmall ? 'primary' : 'default'}
          {...(isSmall && { size: 'small' as const })}
          data-action={action.action}
          aria-haspopup="dialog"
          onClick={() => setOpen(action)}
        >
          {nameOf(action)}
        </Button>
      ))}
      <Dialog open={open !== undefined} title={open && nameOf(open)} onClose={close}>
        {open && (
          <Suspense fallback={<Spin />}>
            {isOfFile(open) ? (
              <FileForm
                href={open.href}
                deed={say(open.what)}
                {...(ownFields && { ownFields })}
                onCancel={close}
                onDone={done}
              />
            ) : (
              <RequestForm
                verb={open.verb}
                href={open.href}
                deed={say(open.what)}
                fields={open.fields}
                {...(open.body && { fixed: open.body })}
                {...(ownFields && { ownFields })}
                meanwhile={meanwhile}
                onCancel={close}
                onDone={done}
              />
            )}
          </Suspense>
        )}
      </Dialog>
    </Flex>
  );
}
