import { Link } from '@tanstack/react-router';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { Categories } from './categories.tsx';
import { Directory } from './directory.tsx';

/** The directory: the category first, then its agencies with what they have done. */
export function AgenciesPage() {
  const { t, code } = useWords();
  const { filters } = useFilters();
  const roles = useCaller()?.roles ?? [];
  const { category } = filters;
  return (
    <Page
      title={category ? `${t('agencies.title')} · ${code('category', category)}` : t('agencies.title')}
      extra={
        <>
          {isFor(roles, 'POST', '/v1/agencies/applications') && (
            <Link to="/agencies/apply">{t('agencies.apply')}</Link>
          )}
          {category && <Link to="/agencies">{t('agencies.all-categories')}</Link>}
        </>
      }
    >
      {category ? <Directory category={category} /> : <Categories />}
    </Page>
  );
}
