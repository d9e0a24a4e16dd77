import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { useList } from '../../api/use-list.ts';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useProjectWords } from './project-words.ts';

type Row = components['schemas']['Project'];
const list = '/v1/projects';

/** The projects one may see, newest first. */
export function ProjectsPage() {
  const { t } = useWords();
  const roles = useCaller()?.roles ?? [];
  const { asked, ...table } = useList(list);
  return (
    <Page
      title={t('projects.title')}
      asked={asked}
      extra={isFor(roles, 'POST', list) && <Link to="/projects/new">{t('projects.new')}</Link>}
    >
      <DataTable
        {...table}
        caption={t('projects.title')}
        columns={useColumns()}
        rowKey={({ code }) => code}
        fileName="projects"
      />
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useWords();
  const { grouped } = useProjectWords();
  return [
    {
      ...{ key: 'name', title: t('project.name'), text: (row) => row.name },
      show: ({ code, name }) => <Link to={`/projects/${code}`}>{name}</Link>,
    },
    { key: 'code', title: t('project.code'), text: ({ code }) => code, show: ({ code }) => code },
    { key: 'enterprise', title: t('field.enterpriseName'), text: (row) => row.enterpriseName },
    {
      ...{ key: 'investment', title: t('field.investmentYuan'), text: (row) => row.investmentYuan },
      ...{ show: (row) => grouped(row.investmentYuan), isNumber: true },
    },
    {
      ...{ key: 'land', title: t('field.landHectares'), text: (row) => row.landHectares },
      ...{ show: (row) => grouped(row.landHectares), isNumber: true },
    },
    { key: 'industry', title: t('field.industry'), text: (row) => row.industry },
    {
      ...{ key: 'registered', title: t('project.registered'), text: (row) => row.registeredAt },
      show: ({ registeredAt }) => <InstantText at={registeredAt} />,
    },
  ];
}
