import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { CaseBoard } from './case-board.tsx';
import { CaseTable } from './case-table.tsx';

/** The cases of the fallback window that one may see: by level on a board, or as a list. */
export function CasesPage() {
  const { t } = useWords();
  const { filters, change } = useFilters();
  const roles = useCaller()?.roles ?? [];
  const view = filters['view'] === 'table' ? 'table' : 'board';
  const extra = isFor(roles, 'POST', '/v1/cases') && <Link to="/cases/new">{t('cases.new')}</Link>;
  return (
    <Page title={t('cases.title')} extra={extra}>
      <Segmented
        aria-label={t('cases.view')}
        className="view no-print"
        value={view}
        options={[
          { value: 'board', label: t('cases.board') },
          { value: 'table', label: t('cases.table') },
        ]}
        onChange={(chosen) => change({ view: chosen })}
      />
      {view === 'board' ? <CaseBoard /> : <CaseTable />}
    </Page>
  );
}
