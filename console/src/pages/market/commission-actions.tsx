import { useInboxes } from '../../api/inbox.ts';
import { withoutRepeats } from '../../domain/action-names.ts';
import { Actions } from '../../domain/actions.tsx';
import { AgencyField, CategoryContext } from '../../domain/form/agency-field.tsx';
import type { OwnFields } from '../../domain/form/field-context.ts';
import { mainFirst } from '../../domain/main-first.ts';
import { useCaller } from '../../session/session-context.ts';
import { useWords } from '../../words/use-words.ts';
import type { CommissionRecord } from './commission-facts.tsx';
import { ContractField, ResultsField } from './file-fields.tsx';
import { FilesOfCommission } from './files-context.ts';
import { NonceField } from './nonce-field.tsx';

/** Real milliseconds between two looks at what waits. */
const lookMs = 10_000;

const ownFields: OwnFields = {
  agencyNo: AgencyField,
  nonce: NonceField,
  contractFile: ContractField,
  files: ResultsField,
};

/** What the reader can do about a commission, also what the market lists in his inbox alone, such as to rate the agency. */
export function CommissionActions({ commission }: { readonly commission: CommissionRecord }) {
  const { t } = useWords();
  const roles = useCaller()?.roles ?? [];
  const { commissionNo, category, actions, files } = commission;
  const waiting = useInboxes(roles, lookMs).flatMap(({ data }) => data?.items ?? []);
  const ofInbox = waiting
    .flatMap((item) => item.actions)
    .filter(({ href }) => href.startsWith(`/v1/commissions/${commissionNo}/`));
  const all = mainFirst(withoutRepeats([...actions, ...ofInbox]));
  if (all.length === 0) return null;
  return (
    <section className="waits no-print" aria-label={t('order.you-can')}>
      <h2>{t('order.you-can')}</h2>
      <CategoryContext value={category}>
        <FilesOfCommission value={{ commissionNo, files }}>
          <Actions actions={all} ownFields={ownFields} />
        </FilesOfCommission>
      </CategoryContext>
    </section>
  );
}
