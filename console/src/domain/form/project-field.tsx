import { Select } from 'antd';
import { useList } from '../../api/use-list.ts';
import { useWords } from '../../words/use-words.ts';
import type { OwnFieldProps } from './field-context.ts';

/** One of the caller's projects, found by name or code; scrolling to the end asks for more. */
export function ProjectField({ value, onChange, id }: OwnFieldProps) {
  const { t } = useWords();
  const { asked, rows, onMore } = useList('/v1/projects', { query: { limit: 100 } });
  return (
    <Select
      {...(id ? { id } : { 'aria-label': t('field.projectCode') })}
      className="wide-field"
      value={(value as string | undefined) ?? null}
      onChange={(chosen: string) => onChange?.(chosen)}
      showSearch={{ optionFilterProp: 'label' }}
      loading={asked.isFetching}
      onPopupScroll={() => onMore?.()}
      options={rows.map(({ code, name }) => ({ value: code, label: `${name} · ${code}` }))}
    />
  );
}
