import { Link, useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { api } from '../../api/client.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { inForceOf, type CalendarSummary } from './calendar-model.ts';
import { MovedBar } from './moved-bar.tsx';

/** Real milliseconds between two looks at the versions: a publication may be running. */
const lookMs = 5_000;

/** The versions of the office calendar, drafts first. */
export function CalendarsPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const asked = api.useQuery('get', '/v1/calendars', {}, { refetchInterval: lookMs });
  const versions = asked.data?.items ?? [];
  const columns = useColumns(inForceOf(versions)?.version);
  const enter = (
    <Input.Search
      aria-label={`${t('calendars.new')}: ${t('calendars.version')}`}
      placeholder={`${t('calendars.new')}: ${t('calendars.version')}`}
      enterButton={t('calendars.open')}
      onSearch={(version) =>
        version && void navigate({ to: `/calendars/${encodeURIComponent(version.trim())}` })
      }
    />
  );
  return (
    <Page title={t('calendars.title')} asked={asked} extra={enter}>
      <DataTable
        caption={t('calendars.title')}
        rows={versions}
        columns={columns}
        rowKey={({ version }) => version}
      />
    </Page>
  );
}

function useColumns(inForce: string | undefined): Column<CalendarSummary>[] {
  const { t } = useWords();
  const stateOf = ({ state, version }: CalendarSummary) =>
    t(
      state === 'draft' ? 'calendars.draft' : version === inForce ? 'calendars.in-force' : 'calendars.before',
    );
  return [
    {
      ...{ key: 'version', title: t('calendars.version') },
      show: ({ version }) => <Link to={`/calendars/${version}`}>{version}</Link>,
    },
    { key: 'state', title: t('calendars.state'), show: stateOf },
    {
      ...{ key: 'through', title: t('calendars.through') },
      show: ({ publishedThrough }) => <DayText day={publishedThrough} />,
    },
    {
      ...{ key: 'published', title: t('calendars.published') },
      show: ({ publishedAt }) => <InstantText at={publishedAt} />,
    },
    {
      ...{ key: 'moved', title: t('calendars.moved') },
      show: ({ moved }) => (moved ? <MovedBar moved={moved} /> : '–'),
    },
  ];
}
