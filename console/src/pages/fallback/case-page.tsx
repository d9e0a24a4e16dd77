import { api } from '../../api/client.ts';
import { useOfficeClock } from '../../api/clock.ts';
import { Actions } from '../../domain/actions.tsx';
import { isFor } from '../../api/operations.ts';
import { useCaller } from '../../session/session-context.ts';
import { DueIn } from '../../ui/due-in.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { useAddressPart } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { CaseAttachments } from './case-attachments.tsx';
import { CaseContact } from './case-contact.tsx';
import { CaseFacts } from './case-facts.tsx';
import { isLateCase, type CaseRecord } from './case-model.ts';
import { CasePromises } from './case-promises.tsx';
import { CaseStory } from './case-story.tsx';
import { partyFields } from './party-field.tsx';
import { Slip } from './slip.tsx';

/** Real milliseconds between two looks at a case. */
const lookMs = 5_000;

/** A case of the fallback window: what it is about, what was done, and what the caller can do. */
export function CasePage() {
  const caseNo = useAddressPart('caseNo');
  const asked = api.useQuery(
    'get',
    '/v1/cases/{caseNo}',
    { params: { path: { caseNo } } },
    { refetchInterval: lookMs },
  );
  return (
    <Page title={caseNo} asked={asked}>
      {asked.data && <CaseOf key={caseNo} one={asked.data} />}
    </Page>
  );
}

function CaseOf({ one }: { readonly one: CaseRecord }) {
  const { t, code } = useWords();
  const roles = useCaller()?.roles ?? [];
  const isLate = isLateCase(one, useOfficeClock());
  return (
    <>
      <div className="lead">
        <strong>
          {one.level} {code('level', one.level)}
        </strong>
        <span>{code('caseState', one.state)}</span>
        <span>{code('cause', one.cause)}</span>
        {one.isUrgent && <strong className="late">! {t('cases.urgent')}</strong>}
        {one.closedAt === null && one.dueDay && <DueIn {...one} daysLeft={null} isLate={isLate} />}
      </div>
      {one.actions.length > 0 && (
        <Section title={t('task.to-do')}>
          <Actions actions={one.actions} ownFields={partyFields} />
        </Section>
      )}
      <div className="columns">
        <div>
          <Section title={t('case.statement')}>
            <p className="written">{one.statement ?? t('case.no-statement')}</p>
          </Section>
          <CasePromises one={one} />
          <CaseStory one={one} />
        </div>
        <div>
          <CaseFacts one={one} />
          {one.way !== 'timeout' && isFor(roles, 'GET', '/v1/cases/{caseNo}/contact') && (
            <CaseContact caseNo={one.caseNo} />
          )}
          <CaseAttachments one={one} />
          {isFor(roles, 'GET', '/v1/cases/{caseNo}/slip') && one.way !== 'timeout' && (
            <Section title={t('case.slip')}>
              <Slip caseNo={one.caseNo} />
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
