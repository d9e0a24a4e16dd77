import { Typography } from 'antd';
import { instantInWords } from '../../domain/dates.ts';
import { InstantText } from '../../ui/day-text.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import type { TaskRecord } from './task-model.ts';

type Claim = TaskRecord['onRecord']['claims'][number];
type Amendment = TaskRecord['onRecord']['amendments'][number];

/** Claims after outages, and amendments of the result, with what became of each. */
export function TaskOnRecord({ record }: { readonly record: TaskRecord }) {
  const { t } = useWords();
  const { claims, amendments } = record.onRecord;
  return (
    <>
      {claims.length > 0 && (
        <Section title={t('task.claims')}>
          <ol className="story">
            {claims.map((claim) => (
              <li key={claim.no}>
                <ClaimOf claim={claim} />
              </li>
            ))}
          </ol>
        </Section>
      )}
      {amendments.length > 0 && (
        <Section title={t('task.amendments')}>
          <ol className="story">
            {amendments.map((amendment) => (
              <li key={amendment.no}>
                <AmendmentOf amendment={amendment} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}

function ClaimOf({ claim }: { readonly claim: Claim }) {
  const { t, say, language } = useWords();
  const { what, recordedAt, claimedAt, workingDays, note } = claim;
  const said = {
    recorded: instantInWords(recordedAt, language),
    claimed: instantInWords(claimedAt, language),
    count: workingDays,
  };
  return (
    <>
      <strong>{say(what)}</strong> {t('task.claim-says', said)}
      <p className="written">{note}</p>
      <Decided {...claim} />
    </>
  );
}

function AmendmentOf({ amendment }: { readonly amendment: Amendment }) {
  const { t, code } = useWords();
  const { kind, at, by, note, corrected, legalBasis, remedy } = amendment;
  return (
    <>
      <strong>{code('amendment', kind)}</strong> · <InstantText at={at} /> ·{' '}
      <Typography.Text type="secondary">{by}</Typography.Text>
      <p className="written">{note}</p>
      {corrected && <p className="written">{`${t('field.corrected')}：${corrected}`}</p>}
      {legalBasis && <p className="written">{`${t('field.legalBasis')}：${legalBasis}`}</p>}
      {remedy && <p className="written">{`${t('field.remedy')}：${remedy}`}</p>}
      <Decided {...amendment} />
    </>
  );
}

function Decided({
  verdict,
  decidedBy,
  decidedAt,
  decisionNote,
}: Pick<Claim, 'verdict' | 'decidedBy' | 'decidedAt' | 'decisionNote'>) {
  const { t, code } = useWords();
  if (verdict === null) return <span>{t('task.pending')}</span>;
  return (
    <>
      <strong>{code('verdict', verdict)}</strong> · <InstantText at={decidedAt} /> ·{' '}
      <Typography.Text type="secondary">{decidedBy}</Typography.Text>
      {decisionNote && <p className="written">{decisionNote}</p>}
    </>
  );
}
