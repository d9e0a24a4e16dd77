import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { components } from '../../../generated/contract.d.ts';
import { send } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { useSession } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useAddressPart } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { formOf } from './person-model.ts';

type Person = components['schemas']['Person'];
const RequestForm = lazy(async () => ({
  default: (await import('../../domain/form/request-form.tsx')).RequestForm,
}));

/** A person of the register, to change as he was read; one who is not there is entered. */
export function PersonPage() {
  const { t } = useWords();
  const subject = useAddressPart('subject');
  const session = useSession();
  const navigate = useNavigate();
  const href = `/v1/people/${encodeURIComponent(subject)}`;
  const asked = useQuery({
    queryKey: ['person', subject],
    queryFn: async () => {
      try {
        const response = await send(session, href);
        return { etag: response.headers.get('ETag'), person: (await response.json()) as Person };
      } catch (thrown) {
        if (problemOf(thrown).status !== 404) throw thrown;
        return { etag: null, person: undefined };
      }
    },
    // what is being typed is not read anew beneath
    staleTime: Infinity,
  });
  const title = asked.data?.person ? subject : `${t('people.new')} ${subject}`;
  return (
    <Page title={title} asked={asked}>
      {asked.data && (
        <div className="form" key={asked.data.etag}>
          <p className="quiet">{t('people.hint')}</p>
          <Suspense>
            <RequestForm
              verb="PUT"
              href={href}
              deed={t('people.save')}
              {...(asked.data.etag && { ifMatch: asked.data.etag })}
              initial={formOf(asked.data.person)}
              onDone={() => void navigate({ to: '/people' })}
            />
          </Suspense>
        </div>
      )}
    </Page>
  );
}
