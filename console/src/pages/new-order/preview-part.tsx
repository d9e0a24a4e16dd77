import { Link } from '@tanstack/react-router';
import { Alert, Checkbox } from 'antd';
import { problemOf } from '../../api/problem.ts';
import { Asked } from '../../ui/asked.tsx';
import { useWords } from '../../words/use-words.ts';
import { missingOf } from './missing-papers.ts';
import type { Wish } from './order-wish.ts';
import { PlanTable } from './plan-table.tsx';
import { PreviewFacts } from './preview-facts.tsx';
import { usePreview, type Preview } from './use-preview.ts';

/** Why the days cannot be had stands beside them, at the track. */
const tooFewDays = '/problems/days-out-of-range';

interface Props {
  readonly wish: Wish;
  readonly choose: (changed: Partial<Wish>) => void;
}

/** What the order would be: its due day, what it can cite, the papers that are missing, and its plan. */
export function PreviewPart({ wish, choose }: Props) {
  const { t } = useWords();
  const asked = usePreview(wish);
  // an answer to an earlier wish is not shown beside a refusal of this one
  const { data, error } = asked;
  return (
    <section aria-label={t('new-order.preview')}>
      <h2>{t('new-order.preview')}</h2>
      <div role="status">
        {error && problemOf(error).type === tooFewDays ? (
          <Alert type="warning" showIcon title={problemOf(error).title} />
        ) : (
          <Asked asked={{ ...asked, data: error ? undefined : data }}>
            {(preview) => (
              <>
                <PreviewFacts preview={preview} />
                <Citable preview={preview} wish={wish} choose={choose} />
                <Missing preview={preview} />
              </>
            )}
          </Asked>
        )}
      </div>
      {data && !error && <PlanTable preview={data} />}
    </section>
  );
}

function Citable({ preview: { citable }, wish, choose }: Props & { readonly preview: Preview }) {
  const { t, code } = useWords();
  if (citable.length === 0) return null;
  return (
    <fieldset>
      <legend>{t('new-order.citable')}</legend>
      <Checkbox.Group
        value={[...wish.cites]}
        onChange={(cites) => choose({ cites })}
        options={citable.map(({ paperNo, name, tasks }) => ({
          value: paperNo,
          label: `${name} (${paperNo}) · ${t('new-order.stands-for', {
            tasks: tasks.map((task) => code('task', task)).join('、'),
          })}`,
        }))}
      />
    </fieldset>
  );
}

function Missing({ preview }: { readonly preview: Preview }) {
  const { t, code } = useWords();
  const missing = missingOf(preview);
  if (missing.length === 0) return <p>✓ {t('new-order.none-missing')}</p>;
  return (
    <>
      <h3>{t('new-order.missing')}</h3>
      <p className="quiet">{t('new-order.missing-why')}</p>
      <ul>
        {missing.map(({ paper, tasks, isMain }) => (
          <li key={paper}>
            {code('paper', paper)}
            {isMain ? '' : ` (${t('order.minor')})`}{' '}
            <span className="quiet">{tasks.map((task) => code('task', task)).join('、')}</span>
          </li>
        ))}
      </ul>
      <p>
        <Link to={`/projects/${preview.projectCode}`}>{t('new-order.hand-in')}</Link>
      </p>
    </>
  );
}
