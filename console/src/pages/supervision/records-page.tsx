import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import type { PageWord } from '../../words/page-words.ts';
import { useWords } from '../../words/use-words.ts';
import { CaseShares } from './case-shares.tsx';
import { Claims } from './claims.tsx';
import { DirectoryShares } from './directory-shares.tsx';
import { Promises } from './promises.tsx';
import { StatusExport } from './status-export.tsx';
import { Stops } from './stops.tsx';
import { StopShares } from './stop-shares.tsx';
import { TemporalLinks } from './temporal-links.tsx';

interface Tab {
  readonly key: string;
  readonly title: PageWord;
  /** who may make this request sees the tab */
  readonly asks: string;
  readonly show: () => ReactNode;
}

const tabs: readonly Tab[] = [
  {
    ...{ key: 'promises', title: 'supervision.promises', asks: '/v1/supervision/broken-promises' },
    show: () => <Promises />,
  },
  {
    ...{ key: 'cases', title: 'supervision.case-shares', asks: '/v1/supervision/case-shares' },
    show: () => <CaseShares />,
  },
  {
    ...{ key: 'claims', title: 'supervision.claims', asks: '/v1/supervision/claims' },
    show: () => <Claims />,
  },
  { key: 'stops', title: 'supervision.stops', asks: '/v1/stops', show: () => <Stops /> },
  {
    ...{ key: 'stop-shares', title: 'supervision.stop-shares', asks: '/v1/stops/shares' },
    show: () => <StopShares />,
  },
  {
    ...{ key: 'export', title: 'supervision.export', asks: '/v1/supervision/status-export' },
    show: () => <StatusExport />,
  },
  {
    ...{ key: 'directory', title: 'supervision.directory', asks: '/v1/directory/shares' },
    show: () => <DirectoryShares />,
  },
  {
    ...{ key: 'links', title: 'supervision.links', asks: '/v1/supervision/links' },
    show: () => <TemporalLinks />,
  },
];

/** What supervisors look through: promises, cases, claims, stops, the export, agencies, and the Temporal UI. */
export function RecordsPage() {
  const { t } = useWords();
  const { filters, change } = useFilters();
  const roles = useCaller()?.roles ?? [];
  const offered = tabs.filter(({ asks }) => isFor(roles, 'GET', asks));
  const { tab: _now, ...others } = filters;
  const cleared = Object.fromEntries(Object.keys(others).map((name) => [name, undefined]));
  return (
    <Page title={t('supervision.records')}>
      <Tabs
        activeKey={filters['tab'] ?? offered[0]?.key ?? ''}
        destroyOnHidden
        items={offered.map(({ key, title, show }) => ({ key, label: t(title), children: show() }))}
        // the filters of one list are none of the next
        onChange={(tab) => change({ ...cleared, tab })}
      />
    </Page>
  );
}
