import { DayText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useWords } from '../../words/use-words.ts';
import type { CommissionRecord } from './commission-facts.tsx';

/** What the owner wants, in his words, and what he brings. */
export function BriefPart({ brief }: { readonly brief: CommissionRecord['brief'] }) {
  const { t, code } = useWords();
  return (
    <section aria-label={t('commission.brief')}>
      <h2>{t('commission.brief')}</h2>
      {brief === null ? (
        <p className="quiet">{t('commission.no-brief')}</p>
      ) : (
        <>
          <blockquote>
            <p className="written">{brief.requirements}</p>
          </blockquote>
          <Facts
            facts={[
              [t('field.way'), code('way', brief.way)],
              [
                t('field.ceilingYuan'),
                brief.ceilingYuan === null ? '–' : t('project.yuan', { amount: brief.ceilingYuan }),
              ],
              [t('field.requiredBy'), <DayText key="by" day={brief.requiredBy} />],
              [t('field.inputs'), brief.inputs.join('、') || '–'],
            ]}
          />
        </>
      )}
    </section>
  );
}
