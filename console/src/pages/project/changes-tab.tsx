import type { components } from '../../../generated/contract.d.ts';
import { InstantText } from '../../ui/day-text.tsx';
import type { PageWord } from '../../words/page-words.ts';
import { useWords } from '../../words/use-words.ts';

type Change = components['schemas']['ProjectChange'];

/** What was corrected of a project after it was registered: before and after, by whom, and why. */
export function ChangesTab({ changes }: { readonly changes: readonly Change[] }) {
  const { t, say } = useWords();
  if (changes.length === 0) return <p>{t('project.no-changes')}</p>;
  return (
    <ol className="story">
      {changes.map((change) => (
        <li key={`${change.at} ${change.kind}`}>
          <strong>{say(change.what)}</strong> <InstantText at={change.at} /> · {change.by}
          <ul>
            {Object.entries(change.after).map(([field, after]) => (
              <li key={field}>
                {t(`field.${field}` as PageWord)}: {t('project.before')} {change.before[field] ?? '–'} →{' '}
                {t('project.after')} <strong>{after}</strong>
              </li>
            ))}
          </ul>
          <blockquote>
            <p>{change.reason}</p>
          </blockquote>
        </li>
      ))}
    </ol>
  );
}
