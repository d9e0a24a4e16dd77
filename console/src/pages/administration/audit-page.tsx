import { Tabs } from 'antd';
import type { components } from '../../../generated/contract.d.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';

type Row = components['schemas']['AuditLine'];
const services = ['intake', 'approval-workflows', 'intermediary-market'] as const;
type Service = (typeof services)[number];

/** Who did, or was refused, what: a search over each of the services, with the same filters. */
export function AuditPage() {
  const { t } = useWords();
  const { filters, change } = useFilters();
  return (
    <Page title={t('audit.title')}>
      <Tabs
        activeKey={filters['tab'] ?? services[0]}
        destroyOnHidden
        items={services.map((service) => ({
          key: service,
          label: t(`audit.${service}`),
          children: <Lines service={service} />,
        }))}
        onChange={(tab) => change({ tab })}
      />
    </Page>
  );
}

function Lines({ service }: { readonly service: Service }) {
  const { t } = useWords();
  const { filters } = useFilters();
  const list = `/v1/audit/${service}` as const;
  const query = filtersFor(list, filters);
  const { asked, ...table } = useList(list, { query });
  const columns = useColumns();
  return (
    <>
      <Filters of={list} />
      <Asked asked={asked}>
        {() => (
          <DataTable
            {...table}
            caption={`${t('audit.title')} ${t(`audit.${service}`)}`}
            columns={columns}
            rowKey={({ at, requestId, path }) => `${at} ${requestId} ${path}`}
            fileName={`audit-${service}`}
          />
        )}
      </Asked>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t, code } = useWords();
  return [
    {
      ...{ key: 'at', title: t('audit.at'), text: ({ at }) => at },
      show: ({ at }) => <InstantText at={at} />,
    },
    { ...{ key: 'who', title: t('audit.who'), text: ({ who }) => who }, show: ({ who }) => who ?? '–' },
    { ...{ key: 'what', title: t('audit.what'), text: ({ what }) => what }, show: ({ what }) => what },
    { ...{ key: 'path', title: t('audit.path'), text: ({ path }) => path }, show: ({ path }) => path },
    {
      ...{ key: 'outcome', title: t('audit.outcome'), text: ({ outcome }) => code('auditOutcome', outcome) },
      show: ({ outcome, status, problem }) =>
        [code('auditOutcome', outcome), status, problem].filter(Boolean).join(' · '),
    },
    { key: 'request', title: t('audit.request'), text: ({ requestId }) => requestId },
  ];
}
