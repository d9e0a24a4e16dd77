import { Link, useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import type { components } from '../../../generated/contract.d.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Filters } from '../../domain/filters.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['Person'];
const list = '/v1/people';

/** The register of people, contacts masked. */
export function PeoplePage() {
  const { t } = useWords();
  const { filters } = useFilters();
  const navigate = useNavigate();
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query });
  const enter = (
    <Input.Search
      aria-label={`${t('people.new')}: ${t('people.subject')}`}
      placeholder={`${t('people.new')}: ${t('people.subject')}`}
      enterButton={t('people.open')}
      onSearch={(subject) =>
        subject && void navigate({ to: `/people/${encodeURIComponent(subject.trim())}` })
      }
    />
  );
  return (
    <Page title={t('people.title')} asked={asked} extra={enter}>
      <Filters of={list} />
      <DataTable
        {...table}
        caption={t('people.title')}
        columns={useColumns()}
        rowKey={({ subject }) => subject}
        fileName="people"
      />
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code, list: inRow } = useWords();
  const roles = (row: Row) => inRow(row.roles.map((role) => code('role', role)));
  const department = (row: Row) => (row.department ? code('department', row.department) : '–');
  return [
    {
      ...{ key: 'subject', title: t('people.subject'), text: ({ subject }) => subject },
      show: ({ subject }) => <Link to={`/people/${subject}`}>{subject}</Link>,
    },
    { ...{ key: 'name', title: t('people.name'), text: ({ name }) => name }, show: ({ name }) => name },
    { key: 'roles', title: t('people.roles'), text: roles },
    { key: 'department', title: t('people.department'), text: department },
    {
      ...{ key: 'substitute', title: t('people.substitute'), text: ({ substitute }) => substitute },
      show: ({ substitute }) => substitute ?? '–',
    },
    { key: 'phone', title: t('people.phone'), show: ({ phone }) => phone ?? '–' },
    { key: 'mail', title: t('people.mail'), show: ({ mail }) => mail ?? '–' },
    {
      ...{
        key: 'active',
        title: t('people.active'),
        text: ({ active }) => t(active ? 'form.yes' : 'form.no'),
      },
      show: ({ active }) => t(active ? 'form.yes' : 'form.no'),
    },
    {
      ...{ key: 'changed', title: t('people.changed'), text: ({ changedAt }) => changedAt },
      show: ({ changedAt }) => <InstantText at={changedAt} />,
    },
  ];
}
