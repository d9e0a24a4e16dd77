import { Button } from 'antd';
import { useState } from 'react';
import type { components } from '../../../generated/contract.d.ts';
import { api } from '../../api/client.ts';
import { dayInWords } from '../../domain/dates.ts';
import { RequestForm } from '../../domain/form/request-form.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Wish } from './order-wish.ts';

type Advice = components['schemas']['Advice'];

interface Props {
  readonly projectCode: string;
  readonly onTake: (track: Wish['track']) => void;
}

/** Which track fits the project, why, and what stands against a faster one. */
export function AdviceForm({ projectCode, onTake }: Props) {
  const { t } = useWords();
  const [advice, setAdvice] = useState<Advice>();
  const { data: project } = api.useQuery('get', '/v1/projects/{code}', {
    params: { path: { code: projectCode } },
  });
  return (
    <>
      {project && (
        <RequestForm
          verb="POST"
          href="/v1/orders/advice"
          deed={t('new-order.ask-advice')}
          initial={{ investmentYuan: project.investmentYuan }}
          onDone={(answer) => setAdvice(answer as Advice)}
        />
      )}
      <div role="status">{advice && <AdviceText advice={advice} onTake={onTake} />}</div>
    </>
  );
}

function AdviceText({ advice, onTake }: { readonly advice: Advice; readonly onTake: Props['onTake'] }) {
  const { t, code, language } = useWords();
  const { track, budgetDays, dueDay, reasons, obstacles, wanted } = advice;
  return (
    <div className="waits">
      <h3>
        {t('new-order.advised', {
          ...{ track: code('track', track), count: budgetDays, day: dayInWords(dueDay, language) },
        })}
      </h3>
      <Reasons reasons={reasons} />
      {wanted && <p>{t(wanted.isKept ? 'new-order.wanted-kept' : 'new-order.wanted-missed')}</p>}
      {obstacles.map((obstacle) => (
        <details key={obstacle.track}>
          <summary>{t('new-order.against', { track: code('track', obstacle.track) })}</summary>
          <Reasons reasons={obstacle.because} />
        </details>
      ))}
      <p>
        <Button type="primary" onClick={() => onTake(track)}>
          {t('new-order.take-advice')}
        </Button>
      </p>
    </div>
  );
}

function Reasons({ reasons }: { readonly reasons: Advice['reasons'] }) {
  const { code, say } = useWords();
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason.code}>
          {code('reason', reason.code)} <span className="quiet">{say(reason.basis)}</span>
        </li>
      ))}
    </ul>
  );
}
