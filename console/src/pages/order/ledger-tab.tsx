import { Link } from '@tanstack/react-router';
import { Flex } from 'antd';
import { useLedger } from '../../api/ledger.ts';
import { BucketTotals } from '../../domain/bucket.tsx';
import { Asked } from '../../ui/asked.tsx';
import { useWords } from '../../words/use-words.ts';
import { LedgerCalendar } from './ledger-calendar.tsx';

/** The order's ledger: month calendars beside the totals, which are those of the head. */
export function LedgerTab({ orderNo }: { readonly orderNo: string }) {
  const { t } = useWords();
  const asked = useLedger(orderNo);
  return (
    <Asked asked={asked}>
      {(ledger) => (
        <>
          <Flex justify="space-between" wrap gap="small">
            <BucketTotals buckets={ledger.buckets} />
            <Link to={`/orders/${orderNo}/ledger`}>{t('ledger.print')}</Link>
          </Flex>
          <LedgerCalendar ledger={ledger} />
        </>
      )}
    </Asked>
  );
}
