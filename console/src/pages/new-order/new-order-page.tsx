import { Link } from '@tanstack/react-router';
import { Button, Flex, Steps } from 'antd';
import { ProjectField } from '../../domain/form/project-field.tsx';
import { Page } from '../../ui/page.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { ConfirmStep } from './confirm-step.tsx';
import { stepToShow, wishSteps, type WishStep } from './order-wish.ts';
import { TrackStep } from './track-step.tsx';
import { useWish } from './use-wish.ts';

/** An order in three short steps: for which project, on which track, and what it will be. */
export function NewOrderPage() {
  const { t } = useWords();
  const { filters, change } = useFilters();
  const { wish, choose, forget } = useWish();
  const step = stepToShow(wish, filters['step']);
  const place = wishSteps.indexOf(step);
  const go = (to: WishStep | undefined) => change({ step: to, project: undefined, cites: undefined });
  const isWhole = step === 'project' ? wish.projectCode : wish.track;
  return (
    <Page title={t('new-order.title')}>
      <nav aria-label={t('new-order.steps')} className="steps">
        <Steps
          current={place}
          onChange={(index) => go(wishSteps[index])}
          items={wishSteps.map((one, index) => ({
            title: t(`new-order.${one}`),
            disabled: index > place && !(index === place + 1 && isWhole),
          }))}
          responsive
        />
      </nav>
      <h2>{t(`new-order.${step}`)}</h2>
      {step === 'project' && (
        <div className="narrow">
          <ProjectField
            value={wish.projectCode}
            onChange={(code) => choose({ projectCode: code as string })}
          />
          <p>
            <Link to="/projects/new">{t('new-order.no-project')}</Link>
          </p>
        </div>
      )}
      {step === 'track' && <TrackStep wish={wish} choose={choose} />}
      {step === 'confirm' && <ConfirmStep wish={wish} onPlaced={forget} />}
      <Flex gap="small" className="form-end">
        {place > 0 && (
          <Button onClick={() => go(wishSteps[place - 1])}>
            {t('new-order.back', { step: t(`new-order.${wishSteps[place - 1] ?? step}`) })}
          </Button>
        )}
        {place < 2 && (
          <Button type="primary" disabled={!isWhole} onClick={() => go(wishSteps[place + 1])}>
            {t('new-order.next', { step: t(`new-order.${wishSteps[place + 1] ?? step}`) })}
          </Button>
        )}
      </Flex>
    </Page>
  );
}
