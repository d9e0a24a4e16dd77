import { Button, Empty, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { csvOf } from './csv.ts';
import { saveFile } from './save-file.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly show: (row: Row) => ReactNode;
  /** what stands in the exported file; the column is not exported, unless given */
  readonly text?: (row: Row) => string | number | null;
  readonly isNumber?: boolean;
}

interface Props<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowClass?: (row: Row) => string | undefined;
  /** asks for the next page; there is none, unless given */
  readonly onMore?: (() => unknown) | undefined;
  readonly isLoading?: boolean;
  /** all rows of the list, for the exported file */
  readonly allRows?: () => Promise<readonly Row[]>;
  readonly fileName?: string;
}

/** A list with its head in view, paged by the server's cursor, that can be taken away as CSV. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, rows, columns, rowKey, rowClass, onMore, isLoading = false, fileName } = props;
  const { t } = useWords();
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table className="data">
          <caption className="hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, title, isNumber }) => (
                <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} className={rowClass?.(row)}>
                {columns.map(({ key, show, isNumber }) => (
                  <td key={key} className={isNumber ? 'number' : undefined}>
                    {show(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && !isLoading && (
          <Empty description={t('list.empty')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        )}
      </div>
      <Flex gap="small" className="list-end no-print">
        {onMore && (
          <Button onClick={() => void onMore()} loading={isLoading}>
            {t('list.more')}
          </Button>
        )}
        {fileName && rows.length > 0 && <Export {...props} fileName={fileName} />}
      </Flex>
    </>
  );
}

function Export<Row>({ rows, columns, allRows, fileName }: Props<Row> & { readonly fileName: string }) {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveFile(`${fileName}.csv`, csvOf(columns, allRows ? await allRows() : rows));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button onClick={() => void save()} loading={isBusy}>
      {t('list.csv')}
    </Button>
  );
}
