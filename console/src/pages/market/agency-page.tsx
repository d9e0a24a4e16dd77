import { Tabs } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { api } from '../../api/client.ts';
import { Actions } from '../../domain/actions.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { useAddressPart, useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { AgencyFilesOf } from './agency-file-field.tsx';
import { agencyFields } from './agency-own-fields.ts';
import { AgencyRecordTab, type AgencyRecord } from './agency-record-tab.tsx';

const CreditTab = lazy(async () => ({ default: (await import('./credit-tab.tsx')).CreditTab }));
const HistoryTab = lazy(async () => ({ default: (await import('./history-tab.tsx')).HistoryTab }));

/** An agency: how it stands, what one can do about it, its qualifications, its credit line by line, and its history. */
export function AgencyPage() {
  const agencyNo = useAddressPart('agencyNo');
  const { t } = useWords();
  const { filters, change } = useFilters();
  const asked = api.useQuery('get', '/v1/agencies/{agencyNo}', { params: { path: { agencyNo } } });
  const { data: agency } = asked;
  if (!agency) return <Page title={agencyNo} asked={asked} />;
  const tabs = [
    { key: 'record', label: t('agency.tab.record'), children: <AgencyRecordTab agency={agency} /> },
    { key: 'credit', label: t('agency.tab.credit'), children: <CreditTab agencyNo={agencyNo} /> },
    {
      ...{ key: 'history', label: t('agency.tab.history') },
      children: <HistoryTab history={agency.history} />,
    },
  ];
  return (
    <Page title={`${agency.zh} ${agencyNo}`} asked={asked}>
      <AgencyFacts agency={agency} />
      <AgencyFilesOf value={agency.uscc}>
        <Actions
          actions={agency.actions}
          ownFields={agencyFields}
          about={({ href }) => /\/(?:objections|qualifications)\/(\d+)\//u.exec(href)?.[1]}
        />
      </AgencyFilesOf>
      <Tabs
        activeKey={filters['tab'] ?? 'record'}
        onChange={(tab) => change({ tab })}
        items={tabs.map((tab) => ({ ...tab, children: <Suspense>{tab.children}</Suspense> }))}
        destroyOnHidden
      />
    </Page>
  );
}

type Fact = readonly [name: string, value: ReactNode];

function AgencyFacts({ agency }: { readonly agency: AgencyRecord }) {
  const { t, code } = useWords();
  const {
    status,
    stars,
    contact,
    ratings,
    noticeEndsAt,
    suspendedThrough,
    suspendedBecause,
    repair,
    dueDay,
  } = agency;
  const optional: readonly (Fact | null)[] = [
    noticeEndsAt === null ? null : [t('agency.notice-ends'), <InstantText key="notice" at={noticeEndsAt} />],
    contact === null ? null : [t('field.phone'), contact.phone],
    contact?.mail ? [t('field.mail'), contact.mail] : null,
    contact?.address ? [t('field.address'), contact.address] : null,
    suspendedThrough === null
      ? null
      : [t('agency.suspended-through'), <DayText key="through" day={suspendedThrough} />],
    suspendedBecause === null ? null : [t('field.cause'), code('suspension', suspendedBecause)],
    repair === null ? null : [t('agency.repair'), code('repair', repair)],
    dueDay === null ? null : [t('agency.due'), <DayText key="due" day={dueDay} />],
    agency.mayApplyFrom === null
      ? null
      : [t('agency.may-apply-from'), <DayText key="apply" day={agency.mayApplyFrom} />],
  ];
  return (
    <Facts
      facts={[
        [t('agency.status'), code('agencyState', status)],
        [t('field.category'), code('category', agency.category)],
        [t('field.uscc'), agency.uscc],
        [t('field.stars'), t('agency.stars', { stars, count: ratings })],
        ...optional.flatMap((fact) => (fact ? [fact] : [])),
      ]}
    />
  );
}
