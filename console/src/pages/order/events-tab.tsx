import type { components } from '../../../generated/contract.d.ts';
import { useLedger } from '../../api/ledger.ts';
import { Asked } from '../../ui/asked.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { ReasonText } from '../../domain/reason-text.tsx';

type DayEvent = components['schemas']['DayEvent'];

/** Everything that happened to an order, newest first, as its ledger has it. */
export function EventsTab({ orderNo }: { readonly orderNo: string }) {
  const { t } = useWords();
  const asked = useLedger(orderNo);
  const columns = useColumns();
  return (
    <Asked asked={asked}>
      {(ledger) => (
        <DataTable
          caption={t('order.tab.events')}
          rows={ledger.days.flatMap(({ events }) => events).reverse()}
          rowKey={({ id }) => id}
          fileName={`events-${orderNo}`}
          columns={columns}
        />
      )}
    </Asked>
  );
}

function useColumns(): Column<DayEvent>[] {
  const { t, code, say } = useWords();
  const coded = (field: string, value: string | null) => (value === null ? '' : code(field, value));
  return [
    { key: 'at', title: t('event.when'), text: ({ at }) => at, show: ({ at }) => <InstantText at={at} /> },
    { key: 'step', title: t('field.step'), text: ({ step }) => coded('step', step) },
    { key: 'task', title: t('field.task'), text: ({ task }) => coded('task', task) },
    {
      ...{ key: 'what', title: t('event.what'), text: ({ what }) => say(what) },
      show: ({ what, reason }) => (
        <>
          {say(what)}
          {reason && <ReasonText reason={reason} />}
        </>
      ),
    },
    { key: 'who', title: t('event.who'), text: ({ who }) => who, show: ({ who }) => who ?? '' },
  ];
}
