import { useQuery } from '@tanstack/react-query';
import { api, send } from '../../api/client.ts';
import { isFor } from '../../api/operations.ts';
import { problemOf } from '../../api/problem.ts';
import { useCaller, useSession } from '../../session/session-context.ts';
import { Asked } from '../../ui/asked.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { NotForYou } from '../../ui/not-for-you.tsx';
import { Page } from '../../ui/page.tsx';
import { useAddressPart } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { CalendarDraft } from './calendar-draft.tsx';
import { inForceOf, withNextYear, yearsOf, type Calendar } from './calendar-model.ts';
import { Publication } from './publication.tsx';
import { Years } from './years.tsx';

/** Real milliseconds between two looks at a version. */
const lookMs = 3_000;

/** A version of the office calendar by years; a draft can be changed, previewed and published, one that is not there is begun. */
export function CalendarPage() {
  const { t } = useWords();
  const version = useAddressPart('version');
  const asked = useCalendar(version);
  return (
    <Page title={`${t('calendar.one')} ${version}`} asked={asked}>
      {asked.data?.calendar && <Version calendar={asked.data.calendar} etag={asked.data.etag} />}
      {asked.data && !asked.data.calendar && <NewDraft key={version} version={version} />}
    </Page>
  );
}

/** A version with the ETag it was read under; neither where there is none. */
function useCalendar(version: string) {
  const session = useSession();
  return useQuery({
    queryKey: ['calendar', version],
    queryFn: async () => {
      try {
        const response = await send(session, `/v1/calendars/${encodeURIComponent(version)}`);
        return { etag: response.headers.get('ETag'), calendar: (await response.json()) as Calendar };
      } catch (thrown) {
        if (problemOf(thrown).status !== 404) throw thrown;
        return { etag: null, calendar: undefined };
      }
    },
    refetchInterval: ({ state: { data } }) => (data?.calendar ? lookMs : false),
  });
}

interface VersionProps {
  readonly calendar: Calendar;
  readonly etag: string | null;
}

function Version({ calendar, etag }: VersionProps) {
  const { t } = useWords();
  const roles = useCaller()?.roles ?? [];
  const { version, state, publishedThrough, publishedAt } = calendar;
  const mayEdit = isFor(roles, 'PUT', '/v1/calendars/{version}');
  return (
    <>
      <Facts
        facts={[
          [t('calendars.state'), t(state === 'draft' ? 'calendars.draft' : 'calendar.is-published')],
          [t('calendars.through'), <DayText day={publishedThrough} />],
          [t('calendars.published'), publishedAt && <InstantText at={publishedAt} />],
        ]}
      />
      {state === 'published' && <Publication calendar={calendar} />}
      {state === 'draft' && mayEdit ? (
        <CalendarDraft key={version} version={version} etag={etag} read={yearsOf(calendar)} />
      ) : (
        <Years years={yearsOf(calendar)} />
      )}
    </>
  );
}

/** A draft that is not made yet: what is in force, and the year after. */
function NewDraft({ version }: { readonly version: string }) {
  const { t } = useWords();
  const roles = useCaller()?.roles ?? [];
  const versions = api.useQuery('get', '/v1/calendars');
  const inForce = inForceOf(versions.data?.items ?? [])?.version;
  const asked = api.useQuery(
    'get',
    '/v1/calendars/{version}',
    { params: { path: { version: inForce ?? '' } } },
    { enabled: inForce !== undefined, staleTime: Infinity },
  );
  if (!isFor(roles, 'PUT', '/v1/calendars/{version}')) return <NotForYou />;
  return (
    <Asked asked={asked}>
      {(calendar) => {
        const years = withNextYear(yearsOf(calendar));
        return (
          <>
            <p>{t('calendar.new-hint', { year: years.at(-1)?.year ?? '' })}</p>
            <CalendarDraft version={version} etag={null} read={years} isNew />
          </>
        );
      }}
    </Asked>
  );
}
