import { Alert, Button, Flex, Select } from 'antd';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { findDraft, forgetDraft, keepDraft } from '../../session/drafts.ts';
import { useCaller } from '../../session/session-context.ts';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { faultsOf } from './calendar-faults.ts';
import { clicked, holidays, withNextYear, type CalendarYear, type HolidayCode } from './calendar-model.ts';
import { DraftFaults } from './draft-faults.tsx';
import { Preview } from './preview.tsx';
import { Publish } from './publish.tsx';
import { Years } from './years.tsx';

interface Props {
  readonly version: string;
  /** what the draft was read under; none of one that is not made yet */
  readonly etag: string | null;
  readonly read: readonly CalendarYear[];
  readonly isNew?: boolean;
}

/** A draft that is changed by clicking days, saved as a whole, previewed and published. */
export function CalendarDraft({ version, etag, read, isNew = false }: Props) {
  const { t } = useWords();
  const { filters, change } = useFilters();
  const [holiday, setHoliday] = useState<HolidayCode>();
  const href = `/v1/calendars/${encodeURIComponent(version)}`;
  const { edited, edit } = useEdits(`PUT ${href}`, etag);
  const years = edited?.years ?? read;
  const act = useAct();
  const faults = act.error ? faultsOf(act.error, sentYears(act.variables?.body)) : [];
  const isPreviewed = filters['preview'] === 'yes' && !isNew;
  const save = () => {
    const ifMatch = edited ? edited.base : etag;
    act.mutate(
      { verb: 'PUT', href, body: { years }, ...(ifMatch && { ifMatch }) },
      { onSuccess: () => edit(undefined) },
    );
  };
  const discard = () => {
    edit(undefined);
    act.reset();
  };
  return (
    <>
      <Flex wrap gap="small" align="center" className="draft-tools no-print">
        <Button type="primary" onClick={save} loading={act.isPending} disabled={!edited && !isNew}>
          {t('calendar.save')}
        </Button>
        {edited && <Button onClick={discard}>{t('calendar.discard')}</Button>}
        {!isNew && (
          <Button
            aria-expanded={isPreviewed}
            disabled={edited !== undefined}
            onClick={() => change({ preview: isPreviewed ? undefined : 'yes' })}
          >
            {t(isPreviewed ? 'calendar.close-preview' : 'calendar.see-preview')}
          </Button>
        )}
        {!isNew && <Publish version={version} isDisabled={edited !== undefined} />}
      </Flex>
      <div role="status">
        {edited && <Alert type="info" title={t('calendar.unsaved')} className="draft" />}
        {edited && edited.base !== etag && (
          <Alert type="warning" title={t('calendar.newer')} className="draft" />
        )}
      </div>
      {act.error && <DraftFaults problem={act.error} faults={faults} onRetry={save} />}
      {isPreviewed && !edited && <Preview version={version} />}
      <p>{t('calendar.how')}</p>
      <Flex wrap gap="small" align="center" className="draft-tools">
        <HolidayChoice chosen={holiday} onChoose={setHoliday} />
        <Button onClick={() => edit(withNextYear(years))}>
          {t('calendar.add-year', { year: (years.at(-1)?.year ?? 0) + 1 })}
        </Button>
      </Flex>
      <Years
        years={years}
        faults={faults}
        first={years.at(-1)?.year}
        onClick={(day) => edit(clicked(years, day, holiday))}
      />
    </>
  );
}

const sentYears = (body: unknown) =>
  (body as { readonly years: readonly CalendarYear[] } | undefined)?.years ?? [];

interface Edited {
  /** the ETag under which the draft was read when the first day was changed */
  readonly base: string | null;
  readonly years: readonly CalendarYear[];
}

/** What has been changed and not saved; it is there again after a reload of the page. */
function useEdits(request: string, etag: string | null) {
  const subject = useCaller()?.subject ?? '';
  const [edited, setEdited] = useState(
    () => findDraft(sessionStorage, subject, request) as unknown as Edited | undefined,
  );
  const edit = (years: readonly CalendarYear[] | undefined) => {
    const next = years && { base: edited ? edited.base : etag, years };
    setEdited(next);
    if (next) keepDraft(sessionStorage, { subject, request, values: next });
    else forgetDraft(sessionStorage, subject, request);
  };
  return { edited, edit };
}

interface ChoiceProps {
  readonly chosen: HolidayCode | undefined;
  readonly onChoose: (holiday: HolidayCode | undefined) => void;
}

function HolidayChoice({ chosen, onChoose }: ChoiceProps) {
  const { t, code } = useWords();
  const options = holidays.map((value) => ({ value, label: code('holiday', value) }));
  return (
    <label className="holiday-choice">
      {t('calendar.holiday')}{' '}
      <Select
        aria-label={t('calendar.holiday')}
        value={chosen ?? ''}
        options={[{ value: '', label: t('calendar.no-holiday') }, ...options]}
        popupMatchSelectWidth={false}
        onChange={(value) => onChoose(holidays.find((one) => one === value))}
      />
    </label>
  );
}
