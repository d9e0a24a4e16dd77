import { useNavigate } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { ProjectField } from '../../domain/form/project-field.tsx';
import { RequestForm } from '../../domain/form/request-form.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { WorkCategoryField, WorkTopicsField } from './work-fields.tsx';

const ownFields = { projectCode: ProjectField, category: WorkCategoryField, topics: WorkTopicsField };

/** An owner commissions a work without an order; its accepted result is a paper that orders cite. */
export function NewCommissionPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { filters } = useFilters();
  const onDone = (answer: unknown) => {
    const { commissionNo } = answer as components['schemas']['Commission'];
    void navigate({ to: `/commissions/${commissionNo}` });
  };
  return (
    <Page title={t('commissions.new')}>
      <p className="quiet">{t('commission.new-about')}</p>
      <div className="narrow">
        <RequestForm
          verb="POST"
          href="/v1/commissions"
          deed={t('commissions.new')}
          ownFields={ownFields}
          {...(filters['project'] && { initial: { projectCode: filters['project'] } })}
          onDone={onDone}
        />
      </div>
    </Page>
  );
}
