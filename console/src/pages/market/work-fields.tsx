import { categoriesFor, topicsOfWork, type OwnWork } from '@doudi/workflows/own-works';
import { Checkbox, Form, Select } from 'antd';
import type { OwnFieldProps } from '../../domain/form/field-context.ts';
import { useWords } from '../../words/use-words.ts';

/** The category of agencies, of those that do what is wanted. */
export function WorkCategoryField({ value, onChange, id }: OwnFieldProps) {
  const { t, code } = useWords();
  const purpose = Form.useWatch<OwnWork['purpose'] | undefined>('purpose');
  return (
    <Select
      {...(id && { id })}
      disabled={!purpose}
      placeholder={purpose ? undefined : t('commission.purpose-first')}
      value={(value as string | undefined) ?? null}
      onChange={(chosen: string) => onChange?.(chosen)}
      options={(purpose ? categoriesFor(purpose) : []).map((one) => ({
        value: one,
        label: code('category', one),
      }))}
    />
  );
}

/** What the paper of the work will stand for. */
export function WorkTopicsField({ value, onChange }: OwnFieldProps) {
  const { t, code } = useWords();
  const purpose = Form.useWatch<OwnWork['purpose'] | undefined>('purpose');
  const category = Form.useWatch<OwnWork['category'] | undefined>('category');
  const topics = purpose && category ? topicsOfWork({ purpose, category }) : [];
  if (topics.length === 0) return <span className="quiet">{t('paper.no-topics')}</span>;
  return (
    <Checkbox.Group
      value={(value as string[] | undefined) ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      options={topics.map((topic) => ({ value: topic, label: code('topics', topic) }))}
    />
  );
}
