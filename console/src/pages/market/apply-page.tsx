import { useNavigate } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { RequestForm } from '../../domain/form/request-form.tsx';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { AgencyFilesOf } from './agency-file-field.tsx';
import { agencyFields } from './agency-own-fields.ts';

/** An application to the market, with its documents. */
export function ApplyPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const uscc = useCaller()?.uscc ?? '';
  const onDone = (answer: unknown) => {
    const { agencyNo } = answer as components['schemas']['AgencyStanding'];
    void navigate({ to: `/agencies/${agencyNo}` });
  };
  return (
    <Page title={t('agencies.apply')}>
      <p className="quiet">{t('apply.about')}</p>
      <div className="narrow">
        <AgencyFilesOf value={uscc}>
          <RequestForm
            verb="POST"
            href="/v1/agencies/applications"
            deed={t('agencies.apply')}
            initial={{ uscc }}
            ownFields={agencyFields}
            onDone={onDone}
          />
        </AgencyFilesOf>
      </div>
    </Page>
  );
}
