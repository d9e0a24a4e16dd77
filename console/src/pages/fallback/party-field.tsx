import { AutoComplete } from 'antd';
import { codesFor } from '../../api/list.ts';
import type { OwnFieldProps, OwnFields } from '../../domain/form/field-context.ts';
import { useWords } from '../../words/use-words.ts';

/** Who is held to something: a department, or an agency by its number. */
function PartyField({ value, onChange, id }: OwnFieldProps) {
  const { code } = useWords();
  const options = codesFor('/v1/cases', 'department').map((one) => ({
    value: one,
    label: `${one} ${code('department', one)}`,
  }));
  return (
    <AutoComplete
      {...(id && { id })}
      value={typeof value === 'string' ? value : ''}
      onChange={(text: string) => onChange?.(text)}
      options={options}
    />
  );
}

export const partyFields: OwnFields = { party: PartyField };
