import { useList } from '../../api/use-list.ts';
import { Actions } from '../../domain/actions.tsx';
import { AgentField } from '../../domain/form/agent-field.tsx';
import { useOffered } from '../../domain/offered.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

const list = '/v1/mandates';
const ownFields = { agentId: AgentField };

/** Who acts for the enterprise in this project, how far and until when; ended mandates, too. */
export function MandatesTab({ code: projectCode }: { readonly code: string }) {
  const { t, code } = useWords();
  const offered = useOffered();
  const { asked: _asked, ...table } = useList(list, { query: { projectCode } });
  return (
    <section aria-label={t('project.tab.mandates')}>
      <p className="quiet">{t('mandate.about')}</p>
      <Actions
        actions={offered({ path: list, href: list, what: 'mandate.give', fixed: { projectCode } })}
        ownFields={ownFields}
      />
      <DataTable
        {...table}
        caption={t('project.tab.mandates')}
        rowKey={({ mandateNo }) => mandateNo}
        columns={[
          { key: 'no', title: t('mandate.no'), show: ({ mandateNo }) => mandateNo },
          {
            ...{ key: 'agent', title: t('field.agentId') },
            show: ({ agentId, agentName }) => (agentName ? `${agentName} (${agentId})` : agentId),
          },
          {
            ...{ key: 'scopes', title: t('field.scopes') },
            show: ({ scopes }) => scopes.map((scope) => code('scopes', scope)).join('、'),
          },
          {
            ...{ key: 'state', title: t('field.state') },
            show: ({ state, expiresSoon }) => (
              <>
                {code('mandateState', state)}
                {expiresSoon && <span className="late"> {t('mandate.soon')}</span>}
              </>
            ),
          },
          { key: 'granted', title: t('mandate.granted'), show: (row) => <InstantText at={row.grantedAt} /> },
          { key: 'expires', title: t('field.expiresAt'), show: (row) => <InstantText at={row.expiresAt} /> },
          {
            ...{ key: 'do', title: t('paper.do') },
            show: ({ mandateNo, state }) =>
              state === 'active' && (
                <Actions
                  isSmall
                  actions={offered({
                    path: '/v1/mandates/{mandateNo}/revocation',
                    href: `/v1/mandates/${mandateNo}/revocation`,
                    what: 'mandate.revoke',
                  })}
                />
              ),
          },
        ]}
      />
    </section>
  );
}
