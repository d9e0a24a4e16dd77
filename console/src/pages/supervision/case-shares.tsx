import { api } from '../../api/client.ts';
import { filtersFor } from '../../api/list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { Section } from '../../ui/section.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { SharesTable } from './shares-table.tsx';

const list = '/v1/supervision/case-shares';
const shares = [
  ...['contactedSameDay', 'answeredAtL0', 'answeredAtL1', 'raisedByTimeout', 'commitmentsKept'],
  ...['reached', 'satisfied', 'rated'],
] as (
  | 'contactedSameDay'
  | 'answeredAtL0'
  | 'answeredAtL1'
  | 'raisedByTimeout'
  | 'commitmentsKept'
  | 'reached'
  | 'satisfied'
  | 'rated'
)[];

/** How the fallback window has done, every share with its base. */
export function CaseShares() {
  const { t, code } = useWords();
  const { filters } = useFilters();
  const asked = api.useQuery('get', list, { params: { query: filtersFor(list, filters) as never } });
  return (
    <>
      <Filters of={list} />
      <Asked asked={asked}>
        {(data) => (
          <>
            <p>{t('supervision.cases', { count: data.cases })}</p>
            <SharesTable
              caption={t('supervision.case-shares')}
              fileName="case-shares"
              shares={shares.map((name) => ({ name: t(`supervision.${name}`), ...data[name] }))}
            />
            <Section title={t('supervision.causes')}>
              <SharesTable
                caption={t('supervision.causes')}
                fileName="case-causes"
                shares={data.causes.map(({ cause, ...of }) => ({ name: code('cause', cause), ...of }))}
              />
            </Section>
            <Section title={t('supervision.by-department')}>
              <SharesTable
                caption={t('supervision.by-department')}
                fileName="case-departments"
                shares={data.departments.map(({ department, ...of }) => ({
                  name: department ? code('department', department) : t('supervision.no-lead'),
                  ...of,
                }))}
              />
            </Section>
            <Section title={t('case.ratings')}>
              <SharesTable
                caption={t('case.ratings')}
                fileName="case-ratings"
                shares={data.ratings.map(({ stars, ...of }) => ({
                  name: t('case.stars', { count: stars }),
                  ...of,
                }))}
              />
            </Section>
          </>
        )}
      </Asked>
    </>
  );
}
