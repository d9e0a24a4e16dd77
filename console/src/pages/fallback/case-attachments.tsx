import { isFor } from '../../api/operations.ts';
import { FileLink } from '../../domain/file-link.tsx';
import { FileUpload } from '../../domain/file-upload.tsx';
import { useCaller } from '../../session/session-context.ts';
import { InstantText } from '../../ui/day-text.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import type { CaseRecord } from './case-model.ts';

/** The files of a case, and where one gives another. */
export function CaseAttachments({ one }: { readonly one: CaseRecord }) {
  const { t } = useWords();
  const roles = useCaller()?.roles ?? [];
  const { attachments, caseNo, closedAt } = one;
  const mayGive = closedAt === null && isFor(roles, 'POST', '/v1/cases/{caseNo}/attachments');
  return (
    <Section title={t('case.attachments')}>
      {attachments.length === 0 && <p className="quiet">{t('record.none')}</p>}
      <ul className="files">
        {attachments.map(({ no, name, href, at, by, bytes }) => (
          <li key={no}>
            {name}
            <div className="quiet">
              <InstantText at={at} /> · {by} · {Math.ceil(bytes / 1024)} kB
            </div>
            <FileLink href={href} name={name} />
          </li>
        ))}
      </ul>
      {mayGive && <FileUpload href={`/v1/cases/${caseNo}/attachments`} label={t('case.attach')} />}
    </Section>
  );
}
