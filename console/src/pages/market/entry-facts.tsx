import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { useProjectWords } from '../project/project-words.ts';

export type Entry = components['schemas']['DirectoryEntry'];

/** What one compares agencies by; the same in the list and side by side. */
export function useEntryFacts(): Column<Entry>[] {
  const { t, code } = useWords();
  const { grouped } = useProjectWords();
  const prices = ({ prices: signed }: Entry) =>
    signed
      ? t('agency.price-range', {
          ...{ lowest: grouped(signed.lowestYuan), highest: grouped(signed.highestYuan) },
        })
      : t('agency.no-prices');
  const median = ({ medianDays, finished }: Entry) =>
    medianDays === null
      ? '–'
      : t('agency.median-days', {
          ...{ days: medianDays > 0 ? `+${medianDays}` : medianDays, count: finished },
        });
  return [
    {
      ...{ key: 'name', title: t('agency.name'), text: ({ zh }) => zh },
      show: ({ agencyNo, zh }) => (
        <>
          <Link to={`/agencies/${agencyNo}`}>{zh}</Link> <span className="quiet">{agencyNo}</span>
        </>
      ),
    },
    { key: 'status', title: t('agency.status'), text: ({ status }) => code('agencyState', status) },
    {
      ...{ key: 'stars', title: t('field.stars'), text: ({ stars }) => stars },
      show: ({ stars, ratings }) => t('agency.stars', { stars, count: ratings }),
    },
    { key: 'prices', title: t('agency.prices'), text: prices },
    { key: 'median', title: t('agency.median'), text: median },
    {
      ...{ key: 'returns', title: t('agency.returns'), isNumber: true },
      ...{ show: ({ returns }) => returns, text: ({ returns }) => returns },
    },
    {
      ...{ key: 'running', title: t('agency.running'), isNumber: true },
      ...{ show: ({ running }) => running, text: ({ running }) => running },
    },
    {
      ...{ key: 'certificate', title: t('agency.certificate'), text: (row) => row.certificate.validThrough },
      show: ({ certificate: { validThrough, standing } }) => (
        <>
          {validThrough ? <DayText day={validThrough} /> : t('agency.endless')}{' '}
          <span className={standing === 'valid' ? 'quiet' : 'late'}>
            {code('certificateStanding', standing)}
          </span>
        </>
      ),
    },
  ];
}
