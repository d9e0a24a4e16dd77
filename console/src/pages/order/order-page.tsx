import { Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client.ts';
import { Page } from '../../ui/page.tsx';
import { useAddressPart, useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { LedgerTab } from './ledger-tab.tsx';
import { OrderHead } from './order-head.tsx';
import type { Supposed } from './timeline.tsx';
import { Timeline } from './timeline.tsx';

// what stands behind the other tabs comes when one is opened
const StepsTab = lazy(async () => ({ default: (await import('./steps-tab.tsx')).StepsTab }));
const EventsTab = lazy(async () => ({ default: (await import('./events-tab.tsx')).EventsTab }));
const WhatIfTab = lazy(async () => ({ default: (await import('./what-if-tab.tsx')).WhatIfTab }));
const RelatedTab = lazy(async () => ({ default: (await import('./related-tab.tsx')).RelatedTab }));
const ResultsTab = lazy(async () => ({ default: (await import('./results-tab.tsx')).ResultsTab }));

/** Real milliseconds between two looks at an order that is open; what has not changed is not sent again. */
const lookMs = 4_000;

/** The page of one order: where it stands, who holds it, its course on the axis of days, and everything about it. */
export function OrderPage() {
  const orderNo = useAddressPart('orderNo');
  const { t } = useWords();
  const { filters, change } = useFilters();
  const [supposed, setSupposed] = useState<Supposed>();
  const path = { params: { path: { orderNo } } };
  const asked = api.useQuery('get', '/v1/progress/{orderNo}', path, {
    refetchInterval: ({ state }) => (state.data?.closedAt ? false : lookMs),
  });
  const { data: progress } = asked;
  const timeline = api.useQuery('get', '/v1/progress/{orderNo}/timeline', path, {
    refetchInterval: progress?.closedAt ? false : lookMs,
  });
  if (!progress) return <Page title={orderNo} asked={asked} />;
  const tabs = [
    { key: 'ledger', label: t('order.tab.ledger'), children: <LedgerTab orderNo={orderNo} /> },
    { key: 'steps', label: t('order.tab.steps'), children: <StepsTab progress={progress} /> },
    { key: 'events', label: t('order.tab.events'), children: <EventsTab orderNo={orderNo} /> },
    { key: 'related', label: t('order.tab.related'), children: <RelatedTab progress={progress} /> },
    { key: 'results', label: t('order.tab.results'), children: <ResultsTab orderNo={orderNo} /> },
    {
      key: 'what-if',
      label: t('order.tab.what-if'),
      children: <WhatIfTab progress={progress} onAnswer={setSupposed} />,
    },
  ];
  return (
    <Page title={`${t('order.one')} ${orderNo}`} asked={asked}>
      <OrderHead progress={progress} timeline={timeline.data} />
      {timeline.data && <Timeline timeline={timeline.data} supposed={supposed} />}
      <Tabs
        className="no-print"
        activeKey={filters['tab'] ?? 'ledger'}
        onChange={(tab) => change({ tab })}
        items={tabs.map((tab) => ({ ...tab, children: <Suspense>{tab.children}</Suspense> }))}
        destroyOnHidden
      />
    </Page>
  );
}
