import { Typography } from 'antd';
import type { components } from '../../generated/contract.d.ts';
import { InstantText } from '../ui/day-text.tsx';
import { useWords } from '../words/use-words.ts';
import { ReasonText } from './reason-text.tsx';

type Reason = components['schemas']['Reason'];

/** What was written with opinions, returns and decisions: by whom, when, and why. */
export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { t, say, code } = useWords();
  if (reasons.length === 0) return <Typography.Text type="secondary">{t('record.none')}</Typography.Text>;
  return (
    <ol className="story">
      {reasons.map((reason) => {
        const { at, by, kind, what, verdict, opinion, department } = reason;
        return (
          <li key={`${at} ${kind} ${by}`}>
            <InstantText at={at} /> · <strong>{say(what)}</strong>
            {verdict && ` · ${code('verdict', verdict)}`}
            {opinion && ` · ${code('opinion', opinion)}`}
            {department && ` · ${code('department', department)}`}
            {by && <Typography.Text type="secondary"> · {by}</Typography.Text>}
            <ReasonText reason={reason} />
          </li>
        );
      })}
    </ol>
  );
}
