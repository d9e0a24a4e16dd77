import { Link } from '@tanstack/react-router';
import { DataTable } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { useProjectWords } from '../project/project-words.ts';
import type { CommissionRecord } from './commission-facts.tsx';

/** Who was engaged in which round, how, at which price, for how many days, and how it ended. */
export function EngagementsPart({ engagements }: { readonly engagements: CommissionRecord['engagements'] }) {
  const { t, code } = useWords();
  const { grouped } = useProjectWords();
  if (engagements.length === 0) return null;
  return (
    <section aria-label={t('commission.engagements')}>
      <h2>{t('commission.engagements')}</h2>
      <DataTable
        caption={t('commission.engagements')}
        rows={engagements}
        rowKey={({ round, agencyNo, chosenAt }) => `${round} ${agencyNo} ${chosenAt}`}
        columns={[
          { key: 'round', title: t('commission.round'), show: ({ round }) => round, isNumber: true },
          {
            ...{ key: 'agency', title: t('field.agencyNo') },
            show: ({ agencyNo }) => <Link to={`/agencies/${agencyNo}`}>{agencyNo}</Link>,
          },
          { key: 'way', title: t('field.way'), show: ({ way }) => code('way', way) },
          {
            ...{ key: 'price', title: t('field.priceYuan'), isNumber: true },
            show: ({ priceYuan }) => grouped(priceYuan),
          },
          { key: 'days', title: t('field.days'), show: ({ days }) => days, isNumber: true },
          {
            ...{ key: 'chosen', title: t('commission.chosen') },
            show: ({ chosenAt }) => <InstantText at={chosenAt} />,
          },
          {
            ...{ key: 'signed', title: t('commission.signed') },
            show: ({ signedAt }) => <InstantText at={signedAt} />,
          },
          { key: 'due', title: t('order.due'), show: ({ dueDay }) => <DayText day={dueDay} /> },
          {
            ...{ key: 'ended', title: t('commission.ended') },
            show: ({ endedBy, endedAt }) =>
              endedBy ? (
                <>
                  {code('endedBy', endedBy)} <InstantText at={endedAt} />
                </>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </section>
  );
}
