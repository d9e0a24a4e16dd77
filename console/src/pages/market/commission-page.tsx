import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { isFor } from '../../api/operations.ts';
import { Light } from '../../domain/light.tsx';
import { useCaller } from '../../session/session-context.ts';
import { Page } from '../../ui/page.tsx';
import { useAddressPart } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { BriefPart } from './brief-part.tsx';
import { CommissionActions } from './commission-actions.tsx';
import { CommissionFacts } from './commission-facts.tsx';
import { CommissionFiles } from './commission-files.tsx';
import { EngagementsPart } from './engagements-part.tsx';
import { MilestonesPart } from './milestones-part.tsx';
import { ProjectPart } from './project-part.tsx';
import { useWorkWords } from './work-words.ts';
import { RatingsPart } from './ratings-part.tsx';

/** Real milliseconds between two looks at a commission that is not over. */
const lookMs = 5_000;

/** A commission: where it stands, what one can do about it, what is wanted, who was engaged at which price, and its story. */
export function CommissionPage() {
  const commissionNo = useAddressPart('commissionNo');
  const { t, code } = useWords();
  const work = useWorkWords();
  const roles = useCaller()?.roles ?? [];
  const asked = api.useQuery(
    'get',
    '/v1/commissions/{commissionNo}',
    { params: { path: { commissionNo } } },
    {
      refetchInterval: ({ state }) =>
        ['accepted', 'terminated'].includes(state.data?.state ?? '') ? false : lookMs,
    },
  );
  const { data: commission } = asked;
  if (!commission) return <Page title={commissionNo} asked={asked} />;
  const { state, light, milestones } = commission;
  const hasTender = milestones.some(({ kind }) => kind === 'publish');
  return (
    <Page title={`${work(commission)} ${commissionNo}`} asked={asked}>
      <p className="standing">
        <Light light={light} /> {code('commissionState', state)}
      </p>
      <CommissionFacts commission={commission} />
      <CommissionActions commission={commission} />
      {hasTender && isFor(roles, 'GET', '/v1/commissions/{commissionNo}/tender') && (
        <p>
          <Link to={`/commissions/${commissionNo}/tender`}>{t('commission.see-tender')}</Link>
        </p>
      )}
      <BriefPart brief={commission.brief} />
      <ProjectPart project={commission.project} />
      <EngagementsPart engagements={commission.engagements} />
      <CommissionFiles commission={commission} />
      <RatingsPart commissionNo={commissionNo} />
      <MilestonesPart milestones={milestones} />
    </Page>
  );
}
