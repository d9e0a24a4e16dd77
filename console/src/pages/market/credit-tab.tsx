import { Link } from '@tanstack/react-router';
import type { components } from '../../../generated/contract.d.ts';
import { api } from '../../api/client.ts';
import { Actions } from '../../domain/actions.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

type Deduction = components['schemas']['Deduction'];

/** The credit of an agency, explained line by line: what counts, for how long, on what evidence, and what an appeal came to. */
export function CreditTab({ agencyNo }: { readonly agencyNo: string }) {
  const { t, say, code } = useWords();
  const asked = api.useQuery('get', '/v1/agencies/{agencyNo}/credit', { params: { path: { agencyNo } } });
  return (
    <Asked asked={asked}>
      {({ score, stars, ratings, lines, at }) => (
        <>
          <p className="standing">{t('credit.score', { score, stars })}</p>
          <p className="quiet">
            {t('credit.of', ratings)} · <InstantText at={at} />
          </p>
          <DataTable
            caption={t('agency.tab.credit')}
            rows={lines.map((line, no) => ({ ...line, no }))}
            rowKey={({ no }) => String(no)}
            columns={[
              {
                ...{ key: 'what', title: t('credit.line') },
                show: ({ what, deduction }) => (
                  <>
                    {say(what)}
                    {deduction && <DeductionText deduction={deduction} />}
                  </>
                ),
              },
              { key: 'points', title: t('credit.points'), isNumber: true, show: ({ points }) => points },
              {
                ...{ key: 'standing', title: t('credit.standing') },
                show: ({ standing }) => (standing ? code('creditStanding', standing) : '–'),
              },
              {
                ...{ key: 'through', title: t('credit.through') },
                show: ({ countsThrough }) => <DayText day={countsThrough} />,
              },
            ]}
          />
        </>
      )}
    </Asked>
  );
}

/** A deduction: of which commission, on what evidence, and whether it was appealed against. */
function DeductionText({ deduction }: { readonly deduction: Deduction }) {
  const { t, code } = useWords();
  const { at, commissionNo, evidence, appeal, appealUntil, actions } = deduction;
  return (
    <div>
      <span className="quiet">
        <InstantText at={at} />
        {commissionNo && (
          <>
            {' '}
            · <Link to={`/commissions/${commissionNo}`}>{commissionNo}</Link>
          </>
        )}
      </span>
      {evidence && (
        <blockquote>
          <p className="written">
            {t('credit.evidence')}: {evidence}
          </p>
        </blockquote>
      )}
      {appeal ? (
        <blockquote>
          <p>
            <strong>{t('credit.appeal')}</strong> {code('appealState', appeal.state)} ·{' '}
            <InstantText at={appeal.at} />
          </p>
          {appeal.text && <p className="written">{appeal.text}</p>}
          {appeal.reason && <p className="written">{appeal.reason}</p>}
        </blockquote>
      ) : (
        <div className="quiet">
          {t('credit.appeal-until')} <InstantText at={appealUntil} />
        </div>
      )}
      <Actions isSmall actions={actions} />
    </div>
  );
}
