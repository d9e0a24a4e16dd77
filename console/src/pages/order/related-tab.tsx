import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { api } from '../../api/client.ts';
import { isFor } from '../../api/operations.ts';
import { Light } from '../../domain/light.tsx';
import { useCaller } from '../../session/session-context.ts';
import { Asked } from '../../ui/asked.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

type Progress = components['schemas']['Progress'];

/** What belongs to an order elsewhere: its commissions at the market and its cases at the fallback window. */
export function RelatedTab({ progress: { orderNo } }: { readonly progress: Progress }) {
  const roles = useCaller()?.roles ?? [];
  return (
    <>
      {isFor(roles, 'GET', '/v1/commissions') && <Commissions orderNo={orderNo} />}
      {isFor(roles, 'GET', '/v1/cases') && <Cases orderNo={orderNo} />}
    </>
  );
}

function Commissions({ orderNo }: { readonly orderNo: string }) {
  const { t, code } = useWords();
  const asked = api.useQuery('get', '/v1/commissions', { params: { query: { orderNo } } });
  return (
    <section>
      <h2>{t('order.commissions')}</h2>
      <Asked asked={asked}>
        {({ items }) => (
          <DataTable
            caption={t('order.commissions')}
            rows={items}
            rowKey={({ commissionNo }) => commissionNo}
            columns={[
              {
                ...{ key: 'no', title: t('field.commissionNo') },
                show: ({ commissionNo }) => <Link to={`/commissions/${commissionNo}`}>{commissionNo}</Link>,
              },
              { key: 'task', title: t('field.task'), show: ({ task }) => (task ? code('task', task) : '–') },
              { key: 'state', title: t('field.state'), show: ({ state }) => code('commissionState', state) },
              { key: 'agency', title: t('field.agencyNo'), show: ({ agencyNo }) => agencyNo ?? '–' },
              { key: 'light', title: t('order.light'), show: ({ light }) => <Light light={light} /> },
              { key: 'due', title: t('order.due'), show: ({ dueDay }) => <DayText day={dueDay} /> },
            ]}
          />
        )}
      </Asked>
    </section>
  );
}

function Cases({ orderNo }: { readonly orderNo: string }) {
  const { t, code } = useWords();
  const asked = api.useQuery('get', '/v1/cases', { params: { query: { orderNo } } });
  return (
    <section>
      <h2>{t('order.cases')}</h2>
      <Asked asked={asked}>
        {({ items }) => (
          <DataTable
            caption={t('order.cases')}
            rows={items}
            rowKey={({ caseNo }) => caseNo}
            columns={[
              {
                ...{ key: 'no', title: t('case.no') },
                show: ({ caseNo }) => <Link to={`/cases/${caseNo}`}>{caseNo}</Link>,
              },
              { key: 'level', title: t('field.level'), show: ({ level }) => code('level', level) },
              { key: 'state', title: t('field.state'), show: ({ state }) => code('caseState', state) },
              {
                key: 'opened',
                title: t('case.opened'),
                show: ({ openedAt }) => <InstantText at={openedAt} />,
              },
            ]}
          />
        )}
      </Asked>
    </section>
  );
}
