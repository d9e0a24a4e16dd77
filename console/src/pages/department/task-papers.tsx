import { Alert, Typography } from 'antd';
import { api } from '../../api/client.ts';
import { FileLink } from '../../domain/file-link.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { papersOf, type NeededPaper, type TaskRecord } from './task-model.ts';

/** What stands in place of a paper, or that there is none: a sign beside the word. */
const signs: Readonly<Record<string, string>> = {
  in: '✓',
  expired: '■',
  missing: '■',
  promised: '▲',
  committed: '▲',
};

/** The papers a task asks for and what was handed in for each, to look at and to keep; the project's others below. */
export function TaskPapers({ record }: { readonly record: TaskRecord }) {
  const { t, code } = useWords();
  const { projectCode, task } = record;
  const asked = api.useQuery('get', '/v1/projects/{code}/papers', {
    params: { path: { code: projectCode }, query: { limit: '100' } as never },
  });
  const { listed, others } = papersOf(task.papers, asked.data?.items ?? []);
  return (
    <Section title={t('task.papers')}>
      {task.stalePapers.map(({ paperNo }) => (
        <Alert key={paperNo} type="warning" showIcon title={t('task.stale', { paperNo })} />
      ))}
      {listed.length === 0 ? (
        <Typography.Text type="secondary">{t('task.no-papers')}</Typography.Text>
      ) : (
        <DataTable
          caption={t('task.papers-caption')}
          rows={listed}
          columns={useColumns()}
          rowKey={({ needed }) => needed.kind}
        />
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('task.other-papers')}</summary>
          <ul className="files">
            {others.map((paper) => (
              <li key={paper.paperNo}>
                {code('paper', paper.kind)} · {paper.name}
                <FileLink href={paper.href} name={paper.name} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function useColumns(): Column<NeededPaper>[] {
  const { t, code } = useWords();
  return [
    {
      ...{ key: 'kind', title: t('task.paper') },
      show: ({ needed }) => (
        <>
          {code('paper', needed.kind)}
          <div className="quiet">
            {[t(needed.isMain ? 'task.main' : 'task.minor'), needed.byCommitment && t('task.by-commitment')]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
    },
    {
      ...{ key: 'standing', title: t('task.standing') },
      show: ({ needed }) => (
        <span className={`paper-standing paper-standing-${needed.standing}`}>
          <span aria-hidden>{signs[needed.standing]}</span> {code('standing', needed.standing)}
        </span>
      ),
    },
    {
      ...{ key: 'file', title: t('task.file') },
      show: ({ paper }) =>
        paper && (
          <>
            {paper.name}
            <div className="quiet">
              {t('task.version', { version: paper.version })} · <InstantText at={paper.givenAt} />
            </div>
            <FileLink href={paper.href} name={paper.name} />
          </>
        ),
    },
  ];
}
