import { api } from '../../api/client.ts';
import { FileLink } from '../../domain/file-link.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

/** What has been issued, each with its document and its delivery. */
export function ResultsTab({ orderNo }: { readonly orderNo: string }) {
  const { t, code } = useWords();
  const asked = api.useQuery('get', '/v1/progress/{orderNo}/results', { params: { path: { orderNo } } });
  return (
    <Asked asked={asked}>
      {({ items }) => (
        <DataTable
          caption={t('order.tab.results')}
          rows={items}
          rowKey={({ number }) => number}
          columns={[
            { key: 'number', title: t('field.number'), show: ({ number }) => number },
            { key: 'kind', title: t('field.kind'), show: ({ kind }) => code('kind', kind) },
            { key: 'task', title: t('field.task'), show: ({ task }) => code('task', task) },
            {
              key: 'department',
              title: t('field.department'),
              show: ({ department }) => code('department', department),
            },
            {
              key: 'state',
              title: t('field.state'),
              show: ({ resultState }) => code('resultState', resultState),
            },
            { key: 'at', title: t('event.when'), show: ({ decidedAt }) => <InstantText at={decidedAt} /> },
            {
              ...{ key: 'file', title: t('field.file') },
              show: ({ href, number }) => <FileLink href={href} name={`${number}.pdf`} />,
            },
          ]}
        />
      )}
    </Asked>
  );
}
