import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import type { CommissionRecord } from './commission-facts.tsx';

/** The story of a commission, the newest first. */
export function MilestonesPart({ milestones }: { readonly milestones: CommissionRecord['milestones'] }) {
  const { t, code } = useWords();
  return (
    <section aria-label={t('commission.story')}>
      <h2>{t('commission.story')}</h2>
      {milestones.length === 0 && <p className="quiet">{t('commission.no-story')}</p>}
      <ol reversed className="story">
        {milestones.toReversed().map((milestone) => (
          <li key={milestone.seq}>
            <InstantText at={milestone.at} /> <strong>{code('milestone', milestone.kind)}</strong>
            {milestone.agencyNo && ` · ${milestone.agencyNo}`}{' '}
            <span className="quiet">
              {milestone.by} · {t('commission.round-of', { round: milestone.round })}
            </span>
            {milestone.note && (
              <blockquote>
                <p className="written">{milestone.note}</p>
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
