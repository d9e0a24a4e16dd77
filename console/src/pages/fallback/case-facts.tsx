import { Link } from '@tanstack/react-router';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { useWords } from '../../words/use-words.ts';
import type { CaseRecord } from './case-model.ts';

/** What a case is, who has it, and what it is about. */
export function CaseFacts({ one }: { readonly one: CaseRecord }) {
  const { t, code } = useWords();
  const at = (instant: string | null) => instant && <InstantText at={instant} />;
  return (
    <Section title={t('case.facts')}>
      <Facts
        isSheet
        facts={[
          [t('case.way'), code('way', one.way)],
          [t('cases.about'), <About key="about" one={one} />],
          [t('cases.lead'), one.lead && code('department', one.lead)],
          [t('cases.handler'), one.handler ?? t('cases.nobody')],
          [t('case.style'), one.style && code('style', one.style)],
          [t('cases.opened'), at(one.openedAt)],
          [t('case.since'), at(one.levelSince)],
          [t('cases.required-by'), at(one.requiredBy)],
          [t('case.contacted'), at(one.contactedAt)],
          [t('case.contact-missed'), at(one.contactMissedAt)],
          [t('case.plan-day'), one.plan.day && <DayText day={one.plan.day} />],
          [t('case.plan-missing'), at(one.plan.missingAt)],
          [t('case.plan-missed'), at(one.plan.missedAt)],
          [t('case.answered'), at(one.answeredAt)],
          [t('case.outcome'), one.outcome && code('outcome', one.outcome)],
          [t('case.closed'), at(one.closedAt)],
          [t('case.reopenings'), one.reopenings > 0 && t('case.times', { count: one.reopenings })],
          [t('case.merged-into'), one.mergedInto && <CaseLink caseNo={one.mergedInto} />],
          [
            t('case.merged'),
            one.merged.length > 0 && one.merged.map((caseNo) => <CaseLink key={caseNo} caseNo={caseNo} />),
          ],
        ]}
      />
      <Matters one={one} />
    </Section>
  );
}

const CaseLink = ({ caseNo }: { readonly caseNo: string }) => (
  <Link to={`/cases/${caseNo}`} className="in-row">
    {caseNo}
  </Link>
);

function About({ one }: { readonly one: CaseRecord }) {
  const { code } = useWords();
  const { orderNo, step, task, commissionNo } = one;
  if (!orderNo && !commissionNo) return '–';
  return (
    <>
      {orderNo && <Link to={`/orders/${orderNo}`}>{orderNo}</Link>} {step && code('step', step)}{' '}
      {task && code('task', task)}{' '}
      {commissionNo && <Link to={`/commissions/${commissionNo}`}>{commissionNo}</Link>}
    </>
  );
}

/** What was late when the case was opened, and whether it is decided now. */
function Matters({ one }: { readonly one: CaseRecord }) {
  const { t, code } = useWords();
  if (one.matters.length === 0) return null;
  return (
    <>
      <h3>{t('case.matters')}</h3>
      <ul>
        {one.matters.map(({ cause, task, commissionNo, at, decidedAt }) => (
          <li key={`${cause} ${task} ${at}`}>
            {code('cause', cause)} {task && code('task', task)}{' '}
            {commissionNo && <Link to={`/commissions/${commissionNo}`}>{commissionNo}</Link>} ·{' '}
            <Sentence word="case.late-since">
              <InstantText at={at} />
            </Sentence>{' '}
            ·{' '}
            {decidedAt ? (
              <Sentence word="case.decided">
                <InstantText at={decidedAt} />
              </Sentence>
            ) : (
              t('case.not-decided')
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
