import { Button } from 'antd';
import { api } from '../../api/client.ts';
import { useLedger } from '../../api/ledger.ts';
import { Bucket, BucketTotals } from '../../domain/bucket.tsx';
import { Light } from '../../domain/light.tsx';
import { useCaller } from '../../session/session-context.ts';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { useAddressPart } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { rowsOf, type Ledger } from './ledger-model.ts';

/** The ledger to print on one page of A4: every stretch of days with its bucket, and totals that add up. */
export function LedgerPage() {
  const { t, code } = useWords();
  const orderNo = useAddressPart('orderNo');
  const path = { params: { path: { orderNo } } };
  const ledger = useLedger(orderNo);
  const progress = api.useQuery('get', '/v1/progress/{orderNo}', path);
  return (
    <Page
      title={t('ledger.of', { orderNo })}
      asked={ledger}
      extra={
        <Button className="no-print" onClick={() => window.print()}>
          {t('ledger.to-printer')}
        </Button>
      }
    >
      {ledger.data && (
        <>
          <Facts
            facts={[
              [t('order.track'), code('track', ledger.data.track)],
              [t('order.light'), progress.data && <Light key="light" light={progress.data.light} />],
              [t('ledger.day0'), <DayText key="day0" day={ledger.data.day0} />],
              [
                t('order.due'),
                <DayText key="due" day={ledger.data.dueDay} provisional={ledger.data.provisional} />,
              ],
              [t('order.used'), t('days.of', { used: ledger.data.usedDays, budget: ledger.data.budgetDays })],
            ]}
          />
          <LedgerTable ledger={ledger.data} />
          <BucketTotals buckets={ledger.data.buckets} />
          <PrintedBy />
        </>
      )}
    </Page>
  );
}

function LedgerTable({ ledger }: { readonly ledger: Ledger }) {
  const { t, code, say } = useWords();
  const rows = rowsOf(ledger.days);
  return (
    <div
      className="table-scroll"
      tabIndex={0}
      role="region"
      aria-label={t('ledger.of', { orderNo: ledger.orderNo })}
    >
      <table className="data ledger">
        <caption className="hidden">{t('ledger.of', { orderNo: ledger.orderNo })}</caption>
        <thead>
          <tr>
            {(['from', 'to', 'bucket', 'days', 'task', 'because', 'used'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`ledger.column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledger.carried && (
            <tr>
              <td colSpan={3}>{say(ledger.carried.what)}</td>
              <td className="number">{ledger.carried.usedDays}</td>
              <td colSpan={2} />
              <td className="number">{ledger.carried.usedDays}</td>
            </tr>
          )}
          {rows.map(({ from, to, chargedDays }) => (
            <tr key={from.day}>
              <td>
                <DayText day={from.day} provisional={from.provisional} />
              </td>
              <td>{to.day === from.day ? '' : <DayText day={to.day} provisional={to.provisional} />}</td>
              <td>
                <Bucket bucket={from.bucket} />
              </td>
              <td className="number">{chargedDays}</td>
              <td>{from.task ? code('task', from.task) : ''}</td>
              <td>{from.event && say(from.event.what)}</td>
              <td className="number">{to.used}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('ledger.totals')}
            </th>
            <td className="number">{rows.reduce((sum, { chargedDays }) => sum + chargedDays, 0)}</td>
            <td colSpan={2} />
            <td className="number">{ledger.usedDays}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Whose print it is, and of when. */
function PrintedBy() {
  const { t } = useWords();
  const subject = useCaller()?.subject ?? '';
  return (
    <p className="print-only">
      {t('ledger.printed', { subject })} <InstantText at={new Date().toISOString()} />
    </p>
  );
}
