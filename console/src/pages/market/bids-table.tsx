import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

export type Tender = components['schemas']['Tender'];
type Bid = Tender['bids'][number];

/** All bids of a closed tender, the winner first. */
export function BidsTable({ tender: { way, bids } }: { readonly tender: Tender }) {
  const { t, code } = useWords();
  const points: Column<Bid> = {
    ...{ key: 'points', title: t('tender.points'), isNumber: true, text: (bid) => pointsText(bid.points) },
    show: (bid) => pointsText(bid.points),
  };
  const lot: Column<Bid> = {
    ...{ key: 'lot', title: t('tender.lot'), text: (bid) => bid.lot },
    show: (bid) => <code className="digits">{bid.lot}</code>,
  };
  const columns: Column<Bid>[] = [
    {
      ...{ key: 'rank', title: t('tender.rank'), isNumber: true, text: ({ rank }) => rank },
      show: ({ rank, flaw }) => rank ?? (flaw && code('flaw', flaw)),
    },
    {
      ...{ key: 'agency', title: t('field.agencyNo'), text: ({ agencyNo }) => agencyNo },
      show: ({ agencyNo }) => <Link to={`/agencies/${agencyNo}`}>{agencyNo}</Link>,
    },
    {
      ...{ key: 'price', title: t('field.priceYuan'), isNumber: true },
      ...{ show: ({ priceYuan }) => priceYuan, text: ({ priceYuan }) => priceYuan },
    },
    {
      ...{ key: 'days', title: t('field.days'), isNumber: true },
      ...{ show: ({ days }) => days, text: ({ days }) => days },
    },
    {
      ...{ key: 'stars', title: t('field.stars'), isNumber: true },
      ...{ show: ({ stars }) => stars, text: ({ stars }) => stars },
    },
    ...(way === 'comparison' ? [points] : []),
    ...(way === 'random' ? [lot] : []),
    {
      ...{ key: 'at', title: t('tender.received'), text: ({ receivedAt }) => receivedAt },
      show: ({ receivedAt }) => <InstantText at={receivedAt} />,
    },
  ];
  return (
    <section aria-label={t('tender.bids')}>
      <h2>{t('tender.bids')}</h2>
      <DataTable
        caption={t('tender.bids')}
        rows={bids}
        rowKey={({ agencyNo }) => agencyNo}
        fileName="bids"
        columns={columns}
      />
    </section>
  );
}

const pointsText = (points: number | null) => points?.toFixed(2) ?? '–';
