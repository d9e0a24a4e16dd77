import { Button, DatePicker, Flex, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { operationOf } from '../api/operations.ts';
import type { Schema } from '../api/schema.ts';
import { useFilters } from '../ui/use-address.ts';
import type { PageWord } from '../words/page-words.ts';
import { useWords } from '../words/use-words.ts';

/** What pages a list, and is no filter. */
const paging: readonly string[] = ['cursor', 'limit'];

interface Props {
  /** the list's path; its filters follow from the contract */
  readonly of: string;
  /** of them these alone, in this order; all, unless given */
  readonly only?: readonly string[];
}

/** The filters of a list. They stand in the page's address, so that the page can be sent to a colleague. */
export function Filters({ of, only }: Props) {
  const { t } = useWords();
  const { filters, change } = useFilters();
  const all = (operationOf('GET', of)?.query ?? []).filter(({ name }) => !paging.includes(name));
  const shown = only ? only.flatMap((wanted) => all.filter(({ name }) => name === wanted)) : all;
  const given = shown.filter(({ name }) => filters[name]);
  return (
    <Flex wrap gap="small" className="filters no-print" role="search">
      {shown.map(({ name, schema }) => (
        <Filter
          key={name}
          name={name}
          schema={schema}
          value={filters[name]}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      {given.length > 0 && (
        <Button onClick={() => change(Object.fromEntries(given.map(({ name }) => [name, undefined])))}>
          {t('list.all')}
        </Button>
      )}
    </Flex>
  );
}

interface FilterProps {
  readonly name: string;
  readonly schema: Schema;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Filter({ name, schema, value, onChange }: FilterProps) {
  const { t, code } = useWords();
  const label = t(`field.${name}` as PageWord);
  const options = schema.enum?.map((one) => ({ value: String(one), label: code(name, String(one)) }));
  if (options)
    return (
      <Select
        aria-label={label}
        placeholder={label}
        allowClear
        value={value ?? null}
        options={options}
        onChange={(chosen: string | null) => onChange(chosen ?? undefined)}
        className="filter"
      />
    );
  if (schema.format === 'date')
    return (
      <DatePicker
        aria-label={label}
        placeholder={label}
        value={value ? dayjs(value) : null}
        onChange={(day) => onChange(day?.format('YYYY-MM-DD'))}
      />
    );
  return (
    <Input.Search
      key={value}
      aria-label={label}
      placeholder={label}
      allowClear
      defaultValue={value}
      onSearch={(text) => onChange(text || undefined)}
      className="filter"
    />
  );
}
