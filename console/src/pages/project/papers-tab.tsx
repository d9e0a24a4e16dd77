import { Button, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { isFor } from '../../api/operations.ts';
import { Filters } from '../../domain/filters.tsx';
import { useCaller } from '../../session/session-context.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { usePaperColumns } from './paper-columns.tsx';
import type { Paper } from './paper-standing.ts';

const PaperForm = lazy(async () => ({ default: (await import('./paper-form.tsx')).PaperForm }));
const list = '/v1/projects/{code}/papers';

/** The papers of a project with their versions: what stands until when, and what can be done with each. */
export function PapersTab({ code }: { readonly code: string }) {
  const { t } = useWords();
  const { filters } = useFilters();
  const roles = useCaller()?.roles ?? [];
  const [given, setGiven] = useState<{ readonly replaces?: Paper }>();
  const { asked: _asked, ...table } = useList(list, { path: { code }, query: filtersFor(list, filters) });
  const clock = api.useQuery('get', '/v1/clock');
  const today = clock.data?.officeDay;
  const mayGive = isFor(roles, 'POST', list);
  const columns = usePaperColumns({
    today,
    onReplace: mayGive ? (replaces) => setGiven({ replaces }) : undefined,
  });
  const title = given?.replaces ? t('paper.replace') : t('paper.hand-in');
  return (
    <section aria-label={t('project.tab.papers')}>
      <p className="quiet">{t('paper.about')}</p>
      {mayGive && (
        <p>
          <Button type="primary" onClick={() => setGiven({})}>
            {t('paper.hand-in')}
          </Button>
        </p>
      )}
      <Filters of={list} />
      <DataTable
        {...table}
        caption={t('project.tab.papers')}
        rowKey={({ paperNo }) => paperNo}
        columns={columns}
      />
      <Dialog open={given !== undefined} title={title} onClose={() => setGiven(undefined)}>
        <Suspense fallback={<Spin />}>
          {given && (
            <PaperForm
              code={code}
              {...(given.replaces && { replaces: given.replaces })}
              onDone={() => setGiven(undefined)}
            />
          )}
        </Suspense>
      </Dialog>
    </section>
  );
}
