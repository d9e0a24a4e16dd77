import { Collapse, InputNumber, Radio } from 'antd';
import type { components } from '../../../generated/contract.d.ts';
import { api } from '../../api/client.ts';
import { Asked } from '../../ui/asked.tsx';
import { useWords } from '../../words/use-words.ts';
import { AdviceForm } from './advice-form.tsx';
import type { Wish } from './order-wish.ts';
import { PreviewPart } from './preview-part.tsx';

type Offered = components['schemas']['OfferedTrack'];

interface Props {
  readonly wish: Wish;
  readonly choose: (changed: Partial<Wish>) => void;
}

/** Each track with what it promises, an advice for who does not know, and what the order would be. */
export function TrackStep({ wish, choose }: Props) {
  const { t } = useWords();
  const asked = api.useQuery('get', '/v1/tracks');
  return (
    <>
      <Asked asked={asked}>
        {({ items }) => (
          <Radio.Group
            className="tracks"
            aria-label={t('new-order.track')}
            value={wish.track ?? null}
            onChange={({ target }) => choose({ track: target.value as Wish['track'] })}
          >
            {items.map((offered) => (
              <TrackChoice key={offered.track} offered={offered} wish={wish} choose={choose} />
            ))}
          </Radio.Group>
        )}
      </Asked>
      <Collapse
        className="advice"
        items={[
          {
            ...{ key: 'advice', label: t('new-order.advise') },
            children: (
              <AdviceForm projectCode={wish.projectCode ?? ''} onTake={(track) => choose({ track })} />
            ),
          },
        ]}
      />
      {wish.track && <PreviewPart wish={wish} choose={choose} />}
    </>
  );
}

function TrackChoice({ offered, wish, choose }: Props & { readonly offered: Offered }) {
  const { t, code } = useWords();
  const { track, budgetDays, range } = offered;
  const isOnDemand = range.least < range.most;
  return (
    <div className={wish.track === track ? 'track is-chosen' : 'track'}>
      <Radio value={track}>
        <strong>{code('track', track)}</strong>
      </Radio>
      <p>{t('new-order.promise', { count: budgetDays })}</p>
      {isOnDemand && (
        <>
          <p>{t('new-order.range', { least: range.least, most: range.most })}</p>
          {wish.track === track && (
            <label>
              {t('new-order.days')}{' '}
              <InputNumber
                min={1}
                max={range.most}
                precision={0}
                value={wish.days ?? null}
                placeholder={String(range.most)}
                onChange={(days) => choose({ days: days ?? undefined })}
              />
            </label>
          )}
          <Binding range={range} isOpen={wish.track === track && (wish.days ?? range.most) < range.least} />
        </>
      )}
    </div>
  );
}

interface BindingProps {
  readonly range: Offered['range'];
  readonly isOpen: boolean;
}

/** Why fewer days cannot be had, and what would help; open when fewer are wished. */
function Binding({ range: { binding, whatHelps }, isOpen }: BindingProps) {
  const { t, code } = useWords();
  return (
    <details open={isOpen}>
      <summary>{t('new-order.binding')}</summary>
      <ul>
        {binding.map(({ task, min }) => (
          <li key={task}>{t('new-order.binding-task', { task: code('task', task), count: min })}</li>
        ))}
      </ul>
      {whatHelps.length > 0 && (
        <p>
          {t('new-order.helps')}: {whatHelps.map((help) => code('whatHelps', help)).join('、')}
        </p>
      )}
    </details>
  );
}
