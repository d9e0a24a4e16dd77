import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { sha256Of } from '../../domain/fingerprint.ts';
import { Asked } from '../../ui/asked.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Tender } from './bids-table.tsx';
import { replayTender } from './replay-tender.ts';

/** The ranking computed again in this browser, from what is published alone. */
export function ReplayPart({ tender }: { readonly tender: Tender }) {
  const { t } = useWords();
  const asked = useQuery({
    queryKey: ['replay', tender],
    queryFn: () => replayTender(tender, sha256Of),
  });
  return (
    <section aria-label={t('tender.replay')}>
      <h2>{t('tender.replay')}</h2>
      <p className="quiet">{t('tender.replay-about')}</p>
      <Asked asked={asked}>
        {({ agrees, isSeedKept, lines }) => (
          <>
            <Alert
              type={agrees ? 'success' : 'error'}
              showIcon
              role="status"
              title={t(agrees ? 'tender.agrees' : 'tender.disagrees')}
            />
            <p>
              {t('tender.seed')} <code className="digits">{tender.seed}</code> ·{' '}
              {t(isSeedKept ? 'tender.seed-kept' : 'tender.seed-other')}
            </p>
            <ul>
              {lines.map(({ agencyNo, rank, lot, agrees: same }) => (
                <li key={agencyNo}>
                  {agencyNo} · {t('tender.rank')} {rank ?? '–'} · {t(same ? 'tender.same' : 'tender.other')}
                  <div className="quiet">
                    {t('field.nonce')}{' '}
                    <code className="digits">
                      {tender.bids.find((bid) => bid.agencyNo === agencyNo)?.nonce}
                    </code>
                  </div>
                  {tender.way === 'random' && (
                    <div className="quiet">
                      {t('tender.lot')} <code className="digits">{lot}</code>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Asked>
    </section>
  );
}
