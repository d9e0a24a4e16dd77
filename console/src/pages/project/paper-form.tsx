import { topicsOf, type PaperKind } from '@doudi/workflows/papers';
import { Checkbox, Form } from 'antd';
import type { OwnFieldProps } from '../../domain/form/field-context.ts';
import { FileForm } from '../../domain/form/file-form.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Paper } from './paper-standing.ts';

interface Props {
  readonly code: string;
  /** the version that this one replaces */
  readonly replaces?: Paper;
  readonly onDone: () => void;
}

/** Hands in a paper of a project, or a new version of one. */
export function PaperForm({ code, replaces, onDone }: Props) {
  const { t } = useWords();
  return (
    <FileForm
      href={`/v1/projects/${code}/papers`}
      deed={replaces ? t('paper.replace') : t('paper.hand-in')}
      fixed={replaces ? { kind: replaces.kind, replaces: replaces.paperNo } : {}}
      without={['replaces']}
      ownFields={{ topics: TopicsField }}
      onDone={onDone}
      onCancel={onDone}
    />
  );
}

/** What an area evaluation or a joint survey covers; other kinds cover nothing beyond themselves. */
function TopicsField({ value, onChange }: OwnFieldProps) {
  const { t, code } = useWords();
  const kind = Form.useWatch<PaperKind | undefined>('kind');
  const topics = kind ? topicsOf(kind) : [];
  if (topics.length === 0) return <span className="quiet">{t('paper.no-topics')}</span>;
  return (
    <Checkbox.Group
      value={(value as string[] | undefined) ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      options={topics.map((topic) => ({ value: topic, label: code('topics', topic) }))}
    />
  );
}
