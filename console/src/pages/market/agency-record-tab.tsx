import type { components } from '../../../generated/contract.d.ts';
import { FileLink } from '../../domain/file-link.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { useWords } from '../../words/use-words.ts';

export type AgencyRecord = components['schemas']['AgencyRecord'];

/** Qualifications of an agency, what it has handed in and waits for, and objections to its listing. */
export function AgencyRecordTab({ agency }: { readonly agency: AgencyRecord }) {
  const { t, code } = useWords();
  const { qualifications, asked, application, faults, objections } = agency;
  return (
    <>
      <DataTable
        caption={t('field.qualifications')}
        rows={qualifications}
        rowKey={({ category, certificateNo }) => `${category} ${certificateNo}`}
        columns={[
          { key: 'category', title: t('field.category'), show: (row) => code('category', row.category) },
          { key: 'no', title: t('field.certificateNo'), show: ({ certificateNo }) => certificateNo },
          {
            ...{ key: 'through', title: t('field.validThrough') },
            show: ({ validThrough }) => (validThrough ? <DayText day={validThrough} /> : t('agency.endless')),
          },
          {
            ...{ key: 'standing', title: t('agency.status') },
            show: ({ standing }) => (
              <span className={standing === 'valid' ? undefined : 'late'}>
                {code('certificateStanding', standing)}
              </span>
            ),
          },
        ]}
      />
      {asked.length > 0 && (
        <section>
          <h2>{t('agency.asked')}</h2>
          <ul>
            {asked.map(({ no, category, certificateNo, validThrough, file, dueDay }) => (
              <li key={no}>
                {no} · {code('category', category)} {certificateNo} ·{' '}
                {validThrough ? <DayText day={validThrough} /> : t('agency.endless')}
                {dueDay && (
                  <>
                    {' '}
                    · {t('agency.due')} <DayText day={dueDay} />
                  </>
                )}{' '}
                {file && <FileLink href={file} name={`${certificateNo}.pdf`} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      {application && <Application application={application} faults={faults} />}
      {objections.length > 0 && (
        <section>
          <h2>{t('agency.objections')}</h2>
          <ul>
            {objections.map(({ no, at, text, outcome, dueDay }) => (
              <li key={no}>
                {no} · <InstantText at={at} /> ·{' '}
                {outcome ? (
                  code('decision', outcome)
                ) : (
                  <>
                    {t('agency.due')} <DayText day={dueDay} />
                  </>
                )}
                <blockquote>
                  <p className="written">{text}</p>
                </blockquote>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface ApplicationProps {
  readonly application: NonNullable<AgencyRecord['application']>;
  readonly faults: AgencyRecord['faults'];
}

function Application({ application, faults }: ApplicationProps) {
  const { t, code } = useWords();
  return (
    <section>
      <h2>{t('agency.application')}</h2>
      <p>
        {application.name} · {code('category', application.category)}
      </p>
      <p>
        {t('field.licence')} <FileLink href={application.licence} name="licence.pdf" />{' '}
        {t('field.commitment')} <FileLink href={application.commitment} name="commitment.pdf" />
      </p>
      <ul>
        {application.staff.map(({ certificate, count }) => (
          <li key={certificate}>
            {t('agency.staff', { certificate: code('certificate', certificate), count })}
          </li>
        ))}
      </ul>
      {faults.length > 0 && (
        <>
          <h3>{t('agency.faults')}</h3>
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.part} ${fault.text}`}>
                {code('part', fault.part)} {fault.category && code('category', fault.category)}: {fault.text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
