import { Button, Checkbox, Empty, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { useColumnChoice } from './column-choice.ts';
import { csvOf } from './csv.ts';
import { QuietNews } from './quiet-news.tsx';
import { saveFile } from './save-file.ts';
import { useQuiet } from './use-quiet.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** what the cell shows: the same as in the exported file, unless given */
  readonly show?: (row: Row) => ReactNode;
  /** what stands in the exported file; the column is not exported, unless given */
  readonly text?: (row: Row) => string | number | null;
  readonly isNumber?: boolean;
}

/** What the cell of a column shows of a row. */
export const cellOf = <Row,>({ show, text }: Column<Row>, row: Row): ReactNode =>
  show ? show(row) : (text?.(row) ?? '–');

interface Props<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  /** which list the rows are: while that stays, news of others wait to be asked for; they are shown as they come, unless given */
  readonly of?: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowClass?: (row: Row) => string | undefined;
  /** asks for the next page; there is none, unless given */
  readonly onMore?: (() => unknown) | undefined;
  readonly isLoading?: boolean;
  /** all rows of the list, for the exported file */
  readonly allRows?: () => Promise<readonly Row[]>;
  /** the name of the exported file, and of the choice of columns; neither is offered, unless given */
  readonly fileName?: string;
}

/** A list with its head in view, paged by the server's cursor, that can be taken away as CSV. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, rowKey, rowClass, onMore, isLoading = false, fileName } = props;
  const { t } = useWords();
  const { leftOut, choose } = useColumnChoice(fileName);
  const columns = props.columns.filter(({ key }) => !leftOut.includes(key));
  const { rows, ...quiet } = useQuiet(props.rows, props.of, rowKey);
  return (
    <>
      {props.of !== undefined && <QuietNews {...quiet} />}
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
                {columns.map((column) => (
                  <td key={column.key} className={column.isNumber ? 'number' : undefined}>
                    {cellOf(column, row)}
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
        {fileName && <ColumnChoice columns={props.columns} leftOut={leftOut} choose={choose} />}
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

interface ChoiceProps<Row> extends ReturnType<typeof useColumnChoice> {
  readonly columns: readonly Column<Row>[];
}

/** Which columns are shown; the first always is, as it leads to the page of what it names. */
function ColumnChoice<Row>({ columns, leftOut, choose }: ChoiceProps<Row>) {
  const { t } = useWords();
  return (
    <details className="columns">
      <summary>{t('list.columns')}</summary>
      {columns.slice(1).map(({ key, title }) => (
        <Checkbox
          key={key}
          checked={!leftOut.includes(key)}
          onChange={({ target }) => choose(key, target.checked)}
        >
          {title}
        </Checkbox>
      ))}
    </details>
  );
}
