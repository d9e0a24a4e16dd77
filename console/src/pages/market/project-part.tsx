import { Facts } from '../../ui/facts.tsx';
import { useWords } from '../../words/use-words.ts';
import { useProjectWords } from '../project/project-words.ts';
import type { CommissionRecord } from './commission-facts.tsx';

/** The project's sheet, as far as who works on it needs it. */
export function ProjectPart({ project }: { readonly project: CommissionRecord['project'] }) {
  const { t } = useWords();
  const { yuan, hectares } = useProjectWords();
  if (project === null) return null;
  return (
    <section aria-label={t('commission.project')}>
      <h2>{t('commission.project')}</h2>
      <Facts
        facts={[
          [t('project.name'), project.name],
          [t('project.code'), project.code],
          [t('field.enterpriseName'), `${project.enterpriseName} (${project.uscc})`],
          [t('field.industry'), project.industry],
          [t('field.investmentYuan'), yuan(project.investmentYuan)],
          [t('field.landHectares'), hectares(project.landHectares)],
        ]}
      />
    </section>
  );
}
