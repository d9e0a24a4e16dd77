import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { isFor } from '../../api/operations.ts';
import { FileLink } from '../../domain/file-link.tsx';
import { useCaller } from '../../session/session-context.ts';
import { InstantText } from '../../ui/day-text.tsx';
import { DueIn } from '../../ui/due-in.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import type { TaskRecord } from './task-model.ts';

type Result = NonNullable<TaskRecord['result']>;

/** What a decided task has issued, as a document, and where its delivery stands. */
export function TaskResult({ record }: { readonly record: TaskRecord }) {
  const { t, code } = useWords();
  const { result } = record;
  if (!result) return null;
  const { number, kind, decidedAt, resultState, delivery } = result;
  return (
    <Section title={t('task.result')}>
      <Facts
        isSheet
        facts={[
          [t('task.result-kind'), code('kind', kind)],
          [t('task.result-number'), number],
          [t('task.result-state'), code('resultState', resultState)],
          [t('task.decided'), <InstantText key="decided" at={decidedAt} />],
        ]}
      />
      <FileLink
        href={`/v1/tasks/${record.orderNo}/${record.task.code}/result`}
        name={`${number}.pdf`}
        about={`${code('kind', kind)} ${number}`}
      />
      {delivery && <DeliveryOf record={record} delivery={delivery} />}
    </Section>
  );
}

function DeliveryOf({
  record,
  delivery,
}: {
  readonly record: TaskRecord;
  readonly delivery: NonNullable<Result['delivery']>;
}) {
  const { t, code } = useWords();
  const roles = useCaller()?.roles ?? [];
  const { deliveryState, deliveryWay, courier, trackingNo, note, doneAt, dueDay } = delivery;
  return (
    <>
      <h3>{t('task.delivery')}</h3>
      <Facts
        isSheet
        facts={[
          [t('tasks.state'), code('deliveryState', deliveryState)],
          [t('field.way'), code('deliveryWay', deliveryWay)],
          [t('task.courier'), [courier, trackingNo].filter(Boolean).join(' ')],
          [t('field.note'), note],
          [t('task.delivered'), doneAt && <InstantText at={doneAt} />],
          [t('task.delivery-due'), doneAt === null && dueDay && <DueIn {...delivery} daysLeft={null} />],
        ]}
      />
      {deliveryWay === 'courier' && isFor(roles, 'GET', '/v1/tasks/{orderNo}/{task}/delivery') && (
        <Address record={record} />
      )}
    </>
  );
}

/** Where a result goes, in full: it is asked for by a press of a button, since each reading is on record. */
function Address({ record }: { readonly record: TaskRecord }) {
  const { t } = useWords();
  const [isAsked, setAsked] = useState(false);
  const path = { orderNo: record.orderNo, task: record.task.code };
  const { data } = api.useQuery(
    'get',
    '/v1/tasks/{orderNo}/{task}/delivery',
    { params: { path } },
    { enabled: isAsked, staleTime: Infinity },
  );
  if (!data) return <Button onClick={() => setAsked(true)}>{t('task.show-address')}</Button>;
  if (!data.to) return <p>{t('task.no-address')}</p>;
  const { recipient, phone, address } = data.to;
  return (
    <Facts
      isSheet
      facts={[
        [t('task.recipient'), recipient],
        [t('field.phone'), phone],
        [t('field.address'), address],
      ]}
    />
  );
}
