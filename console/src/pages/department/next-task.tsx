import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { useWords } from '../../words/use-words.ts';
import { keyOfTask, nextTask } from './desk-model.ts';
import { useDesk } from './use-desk.ts';

/** Says that it is done, and leads to the next task of the desk, with the focus on it. */
export function NextTask({ done }: { readonly done: { readonly orderNo: string; readonly task: string } }) {
  const { t, code } = useWords();
  const roles = useCaller()?.roles ?? [];
  const { asked, rows } = useDesk({ isAsked: isFor(roles, 'GET', '/v1/tasks') });
  const next = asked.data && nextTask(rows, done, roles);
  const to = next ? `/tasks/${keyOfTask(next)}` : '/';
  const navigate = useNavigate();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), [to]);
  useKeys({ n: () => void navigate({ to }) });
  const words = next && `${code('task', next.task)} ${next.projectName ?? ''} ${next.orderNo}`;
  return (
    <p role="status" className="done">
      {words ? t('task.next', { next: words }) : t('task.no-next')}{' '}
      <Link ref={link} to={to} aria-keyshortcuts="n">
        {next ? t('task.open-next') : t('home.title')}
      </Link>
    </p>
  );
}
