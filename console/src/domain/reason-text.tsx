import type { components } from '../../generated/contract.d.ts';
import { useWords } from '../words/use-words.ts';

/** What was written with a decision: its words, what is missing line by line, the law, and what one can do about it. */
export function ReasonText({ reason }: { readonly reason: components['schemas']['Reason'] }) {
  const { t, code } = useWords();
  const { note, lines, legalBasis, remedy, corrected } = reason;
  return (
    <blockquote>
      {note && <p>{note}</p>}
      {lines.length > 0 && (
        <ol>
          {lines.map((line) => (
            <li key={line.text}>
              {line.paper && <strong>{code('paper', line.paper)} </strong>}
              {line.text}
            </li>
          ))}
        </ol>
      )}
      {corrected && <p>{corrected}</p>}
      {legalBasis && (
        <p>
          {t('field.legalBasis')}: {legalBasis}
        </p>
      )}
      {remedy && (
        <p>
          {t('field.remedy')}: {remedy}
        </p>
      )}
    </blockquote>
  );
}
