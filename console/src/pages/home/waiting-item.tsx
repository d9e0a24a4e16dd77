import { Link } from '@tanstack/react-router';
import { Flex } from 'antd';
import { Actions } from '../../domain/actions.tsx';
import { instantInWords } from '../../domain/dates.ts';
import { AgencyField } from '../../domain/form/agency-field.tsx';
import { AgentField } from '../../domain/form/agent-field.tsx';
import { mainFirst } from '../../domain/main-first.ts';
import { DueIn } from '../../ui/due-in.tsx';
import { useWords } from '../../words/use-words.ts';
import { pageOf, type InboxItem } from './waiting.ts';

const ownFields = { agentId: AgentField, agencyNo: AgencyField };

/** One thing that waits: what, of which order and project, since when, how long it may take, and the button that does it. */
export function WaitingItem({ item }: { readonly item: InboxItem }) {
  const { say, code, t, language } = useWords();
  const { what, task, step, orderNo, projectCode, about, since } = item;
  const others = [about].filter((one) => one !== orderNo && one !== projectCode);
  return (
    <li className={item.isLate ? 'is-late' : undefined}>
      <Flex wrap gap="small" justify="space-between" align="center">
        <div className="grow">
          <Link to={pageOf(item)}>
            <strong>{say(what)}</strong> {task ? code('task', task) : step ? code('step', step) : ''}
          </Link>{' '}
          <DueIn {...item} />
          <div className="quiet">
            {orderNo && (
              <>
                {t('order.one')} <Link to={`/orders/${orderNo}`}>{orderNo}</Link> ·{' '}
              </>
            )}
            {projectCode && `${t('order.project')} ${projectCode} · `}
            {others.map((other) => `${other} · `)}
            {t('home.since', { when: instantInWords(since, language) })}
          </div>
        </div>
        <Actions actions={mainFirst(item.actions).slice(0, 1)} ownFields={ownFields} />
      </Flex>
    </li>
  );
}
