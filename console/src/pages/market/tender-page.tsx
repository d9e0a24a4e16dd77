import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { api } from '../../api/client.ts';
import { InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { useAddressPart } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { BidsTable } from './bids-table.tsx';

const ReplayPart = lazy(async () => ({ default: (await import('./replay-part.tsx')).ReplayPart }));

/** Real milliseconds between two looks at a tender that is open. */
const lookMs = 5_000;

/** A tender: its notice; once it is closed all bids, how they were ranked, and the ranking computed again before one's eyes. */
export function TenderPage() {
  const commissionNo = useAddressPart('commissionNo');
  const { t, code } = useWords();
  const asked = api.useQuery(
    'get',
    '/v1/commissions/{commissionNo}/tender',
    { params: { path: { commissionNo } } },
    { refetchInterval: ({ state }) => (state.data?.endedAt ? false : lookMs) },
  );
  const { data: tender } = asked;
  if (!tender) return <Page title={t('tender.of', { commissionNo })} asked={asked} />;
  const { way, outcome, receipt } = tender;
  return (
    <Page
      title={t('tender.of', { commissionNo })}
      asked={asked}
      extra={<Link to={`/commissions/${commissionNo}`}>{t('tender.back')}</Link>}
    >
      <Facts
        facts={[
          [t('field.way'), code('way', way)],
          [t('commission.round'), t('commission.round-of', { round: tender.round })],
          [t('tender.published'), <InstantText key="published" at={tender.publishedAt} />],
          [t('field.closesAt'), <InstantText key="closes" at={tender.closesAt} />],
          [t('field.isUrgent'), t(tender.isUrgent ? 'form.yes' : 'form.no')],
          [t('tender.outcome'), outcome ? code('tenderOutcome', outcome) : t('tender.open')],
        ]}
      />
      <p>{t(`tender.rule.${way}`)}</p>
      <p>
        {t('tender.seed-hash')} <code className="digits">{tender.seedHash}</code>
      </p>
      {receipt && (
        <section aria-label={t('tender.own-bid')}>
          <h2>{t('tender.own-bid')}</h2>
          <p>
            <InstantText at={receipt.receivedAt} /> · {t('tender.digest')}{' '}
            <code className="digits">{receipt.digest}</code>
          </p>
        </section>
      )}
      {tender.bids.length > 0 ? (
        <>
          <BidsTable tender={tender} />
          <Suspense>
            <ReplayPart tender={tender} />
          </Suspense>
        </>
      ) : (
        <p className="quiet">{t(outcome ? 'tender.stay-sealed' : 'tender.sealed')}</p>
      )}
    </Page>
  );
}
