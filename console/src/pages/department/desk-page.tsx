import { Link, useNavigate } from '@tanstack/react-router';
import { Flex, Input, Select, type InputRef } from 'antd';
import { useRef } from 'react';
import { codesFor } from '../../api/list.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DueIn } from '../../ui/due-in.tsx';
import { KeysHelp } from '../../ui/keys-help.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { focusedRow, moveFocus } from '../../ui/row-focus.ts';
import { useWords } from '../../words/use-words.ts';
import { deskRows, keyOfTask, type DeskTask } from './desk-model.ts';
import { useDesk } from './use-desk.ts';

/** Real milliseconds between two looks at the desk. */
const lookMs = 5_000;

/** The open tasks of a department, the most urgent first, to be worked off by keyboard. */
export function DeskPage() {
  const { t, code } = useWords();
  const { filters } = useFilters();
  const { asked, of, rows: all, isLoading } = useDesk({ lookMs });
  const latest = deskRows(all, filters, (task) => code('task', task));
  return (
    <Page title={t('tasks.title')} asked={asked} extra={<DeskKeys />}>
      <DeskFilters />
      <DataTable
        caption={t('tasks.title')}
        rows={latest}
        of={JSON.stringify([of, filters])}
        columns={useColumns()}
        rowKey={keyOfTask}
        rowClass={({ isLate }) => (isLate ? 'is-late' : undefined)}
        isLoading={isLoading}
        allRows={() => Promise.resolve(latest)}
        fileName="tasks"
      />
    </Page>
  );
}

/** The keys of the desk; where one stands is what has the focus. */
function DeskKeys() {
  const { t } = useWords();
  const navigate = useNavigate();
  useKeys({
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    Enter: () => focusedRow()?.click(),
    a: () => {
      const row = focusedRow() ?? moveFocus(1);
      const to = row?.getAttribute('href');
      if (to) void navigate({ to, search: { act: 'first' } });
    },
  });
  return (
    <KeysHelp
      keys={[
        ['j', t('keys.next')],
        ['k', t('keys.before')],
        ['Enter', t('keys.open')],
        ['a', t('keys.act')],
        ['/', t('keys.find')],
        ['?', t('keys.help')],
      ]}
    />
  );
}

function DeskFilters() {
  const { t, code } = useWords();
  const { filters, change } = useFilters();
  const search = useRef<InputRef>(null);
  useKeys({ '/': () => search.current?.focus({ cursor: 'all' }) });
  const chosen = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      className="filter"
      value={filters[name] ?? null}
      options={options}
      onChange={(value: string | null) => change({ [name]: value ?? undefined })}
    />
  );
  const coded = (field: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: code(field, value) }));
  return (
    <Flex wrap gap="small" className="filters no-print" role="search">
      <Input.Search
        ref={search}
        key={filters['q'] ?? ''}
        aria-label={t('tasks.find')}
        placeholder={t('tasks.find')}
        aria-keyshortcuts="/"
        allowClear
        defaultValue={filters['q'] ?? ''}
        onSearch={(text) => change({ q: text || undefined })}
        className="filter"
      />
      {chosen('state', t('tasks.state'), coded('state', ['reviewing', 'checking']))}
      {chosen('step', t('tasks.step'), coded('step', codesFor('/v1/progress', 'step')))}
      {chosen('late', t('tasks.late'), [
        { value: 'true', label: t('tasks.late') },
        { value: 'false', label: t('tasks.in-time') },
      ])}
    </Flex>
  );
}

function useColumns(): Column<DeskTask>[] {
  const { t, code } = useWords();
  return [
    {
      ...{ key: 'due', title: t('order.due'), text: ({ dueDay }) => dueDay },
      show: (row) => <DueIn {...row} />,
    },
    {
      ...{ key: 'task', title: t('tasks.task'), text: ({ task }) => code('task', task) },
      show: (row) => (
        <Link to={`/tasks/${row.orderNo}/${row.task}`} data-row>
          {code('task', row.task)}
        </Link>
      ),
    },
    { key: 'order', title: t('order.no'), text: ({ orderNo }) => orderNo },
    { key: 'project', title: t('order.project'), text: (row) => row.projectName ?? row.projectCode },
    {
      ...{ key: 'state', title: t('tasks.state'), text: ({ state }) => code('state', state) },
      show: ({ state, opinion }) =>
        [code('state', state), opinion && code('opinion', opinion)].filter(Boolean).join(' · '),
    },
    { key: 'waitsFor', title: t('tasks.of'), text: ({ waitsFor }) => code('role', waitsFor) },
    {
      ...{ key: 'budget', title: t('tasks.budget'), text: ({ budgetDays }) => budgetDays, isNumber: true },
      show: ({ budgetDays }) => t('tasks.days', { count: budgetDays }),
    },
  ];
}
