import { Select } from 'antd';
import type { OwnFieldProps, OwnFields } from '../../domain/form/field-context.ts';
import { instantInWords } from '../../domain/dates.ts';
import { useWords } from '../../words/use-words.ts';
import type { TaskRecord } from './task-model.ts';

type Act = TaskRecord['onRecord']['acts'][number];

/** A claim names the act it is about: it is chosen from those on record. */
export function fieldsOfClaim(acts: readonly Act[]): OwnFields {
  function EventField({ value, onChange, id }: OwnFieldProps) {
    const { t, say, language } = useWords();
    return (
      <Select
        {...(id && { id })}
        placeholder={t('task.event-to-claim')}
        value={(value as number | undefined) ?? null}
        onChange={(no: number) => onChange?.(no)}
        options={acts.map(({ no, what, at, by }) => ({
          value: no,
          label: [say(what), instantInWords(at, language), by].filter(Boolean).join(' · '),
        }))}
      />
    );
  }
  return { event: EventField };
}
