import { Link } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { api } from '../../api/client.ts';
import { isFor } from '../../api/operations.ts';
import { Actions } from '../../domain/actions.tsx';
import { useOffered } from '../../domain/offered.ts';
import { useCaller } from '../../session/session-context.ts';
import { InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { useAddressPart, useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { PapersTab } from './papers-tab.tsx';
import { useProjectWords } from './project-words.ts';

const MandatesTab = lazy(async () => ({ default: (await import('./mandates-tab.tsx')).MandatesTab }));
const ProjectOrdersTab = lazy(async () => ({
  default: (await import('./project-orders-tab.tsx')).ProjectOrdersTab,
}));
const ChangesTab = lazy(async () => ({ default: (await import('./changes-tab.tsx')).ChangesTab }));

/** A project: what is registered of it, its papers, who has a mandate for it, its orders, and what was corrected. */
export function ProjectPage() {
  const code = useAddressPart('code');
  const { t } = useWords();
  const { yuan, hectares } = useProjectWords();
  const { filters, change } = useFilters();
  const roles = useCaller()?.roles ?? [];
  const offered = useOffered();
  const asked = api.useQuery('get', '/v1/projects/{code}', { params: { path: { code } } });
  const { data: project } = asked;
  if (!project) return <Page title={code} asked={asked} />;
  const tabs = [
    { key: 'papers', label: t('project.tab.papers'), children: <PapersTab code={code} /> },
    ...(isFor(roles, 'GET', '/v1/mandates')
      ? [{ key: 'mandates', label: t('project.tab.mandates'), children: <MandatesTab code={code} /> }]
      : []),
    { key: 'orders', label: t('project.tab.orders'), children: <ProjectOrdersTab code={code} /> },
    {
      ...{ key: 'changes', label: t('project.tab.changes') },
      children: <ChangesTab changes={project.changes} />,
    },
  ];
  return (
    <Page
      title={project.name}
      asked={asked}
      extra={
        isFor(roles, 'POST', '/v1/orders') && (
          <Link to="/orders/new" search={{ project: code, step: 'track' }}>
            {t('project.order')}
          </Link>
        )
      }
    >
      <Facts
        facts={[
          [t('project.code'), code],
          [t('field.enterpriseName'), `${project.enterpriseName} (${project.uscc})`],
          [t('field.investmentYuan'), yuan(project.investmentYuan)],
          [t('field.landHectares'), hectares(project.landHectares)],
          [t('field.industry'), project.industry],
          [t('project.registered'), <InstantText key="at" at={project.registeredAt} />],
        ]}
      />
      <Actions
        actions={[
          ...offered({
            ...{ path: '/v1/projects/{code}/corrections', href: `/v1/projects/${code}/corrections` },
            what: 'project.correct',
          }),
          ...offered({
            ...{ path: '/v1/projects/{code}/transfer', href: `/v1/projects/${code}/transfer` },
            what: 'project.transfer',
          }),
        ]}
      />
      <Tabs
        activeKey={filters['tab'] ?? 'papers'}
        onChange={(tab) => change({ tab })}
        items={tabs.map((tab) => ({ ...tab, children: <Suspense>{tab.children}</Suspense> }))}
        destroyOnHidden
      />
    </Page>
  );
}
