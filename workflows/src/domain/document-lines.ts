import type { Words } from './words.ts';

/** Something that a document says under a label. */
interface DocumentLine {
  readonly label: Words;
  readonly value: string | Words;
}

/** A line, where there is something to say. */
export const line = (zh: string, en: string, value: string | Words | null): DocumentLine[] =>
  value === null ? [] : [{ label: { zh, en }, value }];

/**
 * What every document says of its project. The enterprise by name while the project is still its own: it can have been given to another
 * since.
 */
export const linesOfProject = (
  { projectCode, uscc }: { readonly projectCode: string; readonly uscc: string },
  now: { readonly name: string; readonly uscc: string; readonly enterpriseName: string } | undefined,
): DocumentLine[] => [
  ...line('项目名称', 'Project', now?.name ?? null),
  ...line('项目代码', 'Project code', projectCode),
  ...line('建设单位', 'Enterprise', now?.uscc === uscc ? now.enterpriseName : null),
  ...line('统一社会信用代码', 'Unified social credit code', uscc),
];
