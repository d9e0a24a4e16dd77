import { useMutation } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import type { components } from '../../../generated/contract.d.ts';
import { send } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { Light } from '../../domain/light.tsx';
import { useSession } from '../../session/session-context.ts';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Supposed } from './timeline.tsx';
import { WhatIfForm, type Assumption } from './what-if-form.tsx';

type Progress = components['schemas']['Progress'];
type Answer = components['schemas']['WhatIfAnswer'];

interface Props {
  readonly progress: Progress;
  /** what the timeline draws beside what is expected now */
  readonly onAnswer: (supposed: Supposed | undefined) => void;
}

/** What would become of the order if: the timeline is drawn anew, and what changes is said. Nothing is done. */
export function WhatIfTab({ progress, onAnswer }: Props) {
  const { t } = useWords();
  const session = useSession();
  const [answer, setAnswer] = useState<Answer>();
  const asking = useMutation({
    mutationFn: async (assumption: Assumption) => {
      const init = {
        ...{ method: 'POST', headers: { 'Content-Type': 'application/json' } },
        body: JSON.stringify({ assumptions: [assumption] }),
      };
      return (await (await send(session, `/v1/progress/${progress.orderNo}/what-if`, init)).json()) as Answer;
    },
    onSuccess: (got) => {
      setAnswer(got);
      onAnswer(supposedOf(got));
    },
  });
  if (progress.closedAt) return <Alert type="info" title={t('whatif.closed')} />;
  return (
    <>
      <p>{t('whatif.about')}</p>
      <WhatIfForm
        progress={progress}
        isBusy={asking.isPending}
        onAsk={(assumption) => asking.mutate(assumption)}
      />
      {asking.error && <ProblemNotice problem={problemOf(asking.error)} />}
      <div role="status">{answer && <Compared answer={answer} />}</div>
    </>
  );
}

const supposedOf = ({ after }: Answer): Supposed => ({
  dueDay: after.dueDay,
  forecastDay: after.forecast.day,
  steps: Object.fromEntries(after.steps.map(({ code, forecast }) => [code, forecast.day])),
});

function Compared({ answer: { before, after, movedDays } }: { readonly answer: Answer }) {
  const { t } = useWords();
  const rows = [
    [t('order.due'), before.dueDay, after.dueDay, movedDays.dueDay],
    [t('order.forecast'), before.forecast.day, after.forecast.day, movedDays.forecast],
  ] as const;
  return (
    <table className="data compared">
      <caption className="hidden">{t('order.tab.what-if')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('whatif.what')}</th>
          <th scope="col">{t('whatif.now')}</th>
          <th scope="col">{t('whatif.then')}</th>
          <th scope="col">{t('whatif.moved')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, now, then, moved]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <DayText day={now} />
            </td>
            <td>
              <DayText day={then} />
            </td>
            <td>{moved === null ? '–' : t('days.moved', { count: moved > 0 ? `+${moved}` : moved })}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('order.light')}</th>
          <td>{t('days.count', { count: before.usedDays })}</td>
          <td colSpan={2}>
            <ul className="lights">
              {after.lights.map(({ from, light }) => (
                <li key={from}>
                  <Light light={light} /> <InstantText at={from} />
                </li>
              ))}
            </ul>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
