import { Select } from 'antd';
import { createContext, use } from 'react';
import { useList } from '../../api/use-list.ts';
import { useWords } from '../../words/use-words.ts';
import type { OwnFieldProps } from './field-context.ts';

/** The category in which an agency is chosen; any listed one, unless a page says it. */
export const CategoryContext = createContext<string | undefined>(undefined);

/** An agency, chosen from those that can be hired, the best stars first; names and numbers can be searched. */
export function AgencyField({ value, onChange, id }: OwnFieldProps) {
  const { t } = useWords();
  const category = use(CategoryContext);
  const { asked, rows, onMore } = useList('/v1/agencies', {
    query: { limit: 100, sort: 'stars', ...(category && { category }) },
  });
  return (
    <Select
      {...(id && { id })}
      value={(value as string | undefined) ?? null}
      onChange={(chosen: string) => onChange?.(chosen)}
      showSearch={{ optionFilterProp: 'label' }}
      loading={asked.isFetching}
      onPopupScroll={() => onMore?.()}
      options={rows
        .filter(({ status }) => status === 'listed' || status === 'warned')
        .map(({ agencyNo, zh, stars, ratings }) => ({
          value: agencyNo,
          label: `${zh} ${agencyNo} · ${t('agency.stars', { stars, count: ratings })}`,
        }))}
    />
  );
}
