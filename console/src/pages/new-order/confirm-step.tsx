import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import type { components } from '../../../generated/contract.d.ts';
import { api } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { FileLink } from '../../domain/file-link.tsx';
import { Asked } from '../../ui/asked.tsx';
import { Facts } from '../../ui/facts.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../../words/use-words.ts';
import { missingOf } from './missing-papers.ts';
import { orderOf, type Wish } from './order-wish.ts';
import { PreviewFacts } from './preview-facts.tsx';
import { usePreview } from './use-preview.ts';

interface Props {
  readonly wish: Wish;
  /** what was typed is to be forgotten */
  readonly onPlaced: () => void;
}

/** The order once more, and the button that places it. */
export function ConfirmStep({ wish, onPlaced }: Props) {
  const { t, code } = useWords();
  const navigate = useNavigate();
  const projectCode = wish.projectCode ?? '';
  const project = api.useQuery('get', '/v1/projects/{code}', { params: { path: { code: projectCode } } });
  const act = useAct<components['schemas']['OpenedOrder']>();
  const asked = usePreview(wish, act.isPending || act.isSuccess);
  const place = () =>
    act.mutate(
      { verb: 'POST', href: '/v1/orders', body: orderOf(wish) },
      {
        onSuccess: ({ orderNo, started }) => {
          onPlaced();
          if (started) void navigate({ to: `/orders/${orderNo}` });
        },
      },
    );
  if (act.data && !act.data.started) return <Placed orderNo={act.data.orderNo} />;
  return (
    <Asked asked={{ ...asked, data: asked.error ? undefined : asked.data }}>
      {(preview) => (
        <>
          <Facts
            facts={[
              [t('order.project'), `${project.data?.name ?? ''} ${projectCode}`],
              [t('order.track'), code('track', preview.track)],
              ...(wish.cites.length > 0 ? [[t('field.cites'), wish.cites.join('、')] as const] : []),
              [
                t('new-order.missing'),
                missingOf(preview)
                  .map(({ paper }) => code('paper', paper))
                  .join('、') || t('new-order.none-missing'),
              ],
            ]}
          />
          <PreviewFacts preview={preview} />
          {act.error && <ProblemNotice problem={act.error} onRetry={place} />}
          <Button type="primary" size="large" loading={act.isPending} onClick={place}>
            {t('new-order.place')}
          </Button>
        </>
      )}
    </Asked>
  );
}

/** The receipt is there, and the departments do not have the order yet. */
function Placed({ orderNo }: { readonly orderNo: string }) {
  const { t } = useWords();
  return (
    <Result
      icon={null}
      title={t('new-order.placed', { orderNo })}
      subTitle={t('new-order.not-started')}
      extra={[
        <FileLink key="receipt" href={`/v1/orders/${orderNo}/receipt`} name={`receipt-${orderNo}.pdf`} />,
        <Link key="order" to={`/orders/${orderNo}`}>
          {t('home.open')}
        </Link>,
      ]}
    />
  );
}
