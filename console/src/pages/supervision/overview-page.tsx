import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { Holder } from '../../domain/holder.tsx';
import { lightColours, lightSigns, Light } from '../../domain/light.tsx';
import { Bars } from '../../ui/bars.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { BucketShares } from './bucket-shares.tsx';
import { openLights, stacksOf, sumOf, type LightCode, type Lights, type Overview } from './overview-model.ts';

/** Real milliseconds between two looks at the overview. */
const lookMs = 10_000;

/** How all open orders stand: by track, by department, what is late the longest, and whose the days were. */
export function OverviewPage() {
  const { t } = useWords();
  const asked = api.useQuery('get', '/v1/supervision/overview', {}, { refetchInterval: lookMs });
  const extra = (
    <>
      <Link to="/supervision/steps">{t('supervision.steps')}</Link>
      <Link to="/supervision/records">{t('supervision.records')}</Link>
    </>
  );
  return (
    <Page title={t('supervision.title')} asked={asked} extra={extra}>
      {asked.data && <Figures overview={asked.data} />}
    </Page>
  );
}

function Figures({ overview }: { readonly overview: Overview }) {
  const { t, code } = useWords();
  const { complete, tracks, departments, oldestLate, buckets } = overview;
  const ofTracks = tracks.map(({ track, lights }) => ({
    ...{ name: code('track', track), lights },
    to: (light?: LightCode) => ({ path: '/orders', search: { state: 'open', track, light } }),
  }));
  const ofDepartments = departments.map(({ department, lights }) => ({
    ...{ name: department ? code('department', department) : t('supervision.agency'), lights },
    to: (light?: LightCode) => ({
      path: '/supervision/steps',
      search: { ...(department ? { department } : { kind: 'commission' }), light },
    }),
  }));
  return (
    <>
      {!complete && <Alert type="info" showIcon title={t('supervision.newest-only')} />}
      <Section title={t('supervision.oldest')}>
        <OldestLate step={oldestLate} />
      </Section>
      <Counted title={t('supervision.orders-by-track')} first={t('order.track')} rows={ofTracks} />
      <Counted
        title={t('supervision.steps-by-department')}
        first={t('supervision.department')}
        rows={ofDepartments}
      />
      <BucketShares buckets={buckets} />
    </>
  );
}

function OldestLate({ step }: { readonly step: Overview['oldestLate'] }) {
  const { t, code } = useWords();
  if (!step) return <p>{t('supervision.none-late')}</p>;
  return (
    <p className="lead">
      <Link to={`/orders/${step.orderNo}`}>{step.orderNo}</Link>
      <span>{step.projectName}</span>
      <span>
        {code('step', step.step)} <Light light={step.light} />
      </span>
      <Holder holder={step.holder} />
      <span>
        {t('order.due')} <DayText day={step.dueDay} provisional={step.provisional} />
      </span>
    </p>
  );
}

interface Row {
  readonly name: string;
  readonly lights: Lights;
  readonly to: (light?: LightCode) => { path: string; search: Record<string, string | undefined> };
}

/** Counts by light as bars and, beside them, as a table of links to what is counted. */
function Counted({
  title,
  first,
  rows,
}: {
  readonly title: string;
  readonly first: string;
  readonly rows: readonly Row[];
}) {
  const { t, code } = useWords();
  const linked = (row: Row, count: number, light?: LightCode): ReactNode => {
    const { path, search } = row.to(light);
    if (count === 0) return '0';
    return (
      <Link
        to={path}
        search={search}
        aria-label={`${row.name} ${light ? code('light', light) : ''} ${count}`}
      >
        {count}
      </Link>
    );
  };
  const columns: Column<Row>[] = [
    { key: 'name', title: first, show: ({ name }) => name, text: ({ name }) => name },
    ...openLights.map((light) => ({
      ...{ key: light, title: `${lightSigns[light]} ${code('light', light)}`, isNumber: true },
      show: (row: Row) => linked(row, row.lights[light] ?? 0, light),
      text: ({ lights }: Row) => lights[light] ?? 0,
    })),
    {
      ...{ key: 'all', title: t('supervision.total'), isNumber: true },
      show: (row) => linked(row, totalOf(row)),
      text: totalOf,
    },
  ];
  return (
    <Section title={title}>
      <div className="chart-and-table">
        <Bars
          label={title}
          bars={stacksOf(rows)}
          parts={openLights.map((light) => ({
            ...{
              name: code('light', light),
              sign: lightSigns[light] ?? '',
              colour: lightColours[light] ?? '',
            },
          }))}
        />
        <div>
          <DataTable
            caption={title}
            rows={rows}
            columns={columns}
            rowKey={({ name }) => name}
            fileName="overview"
          />
        </div>
      </div>
    </Section>
  );
}

const totalOf = ({ lights }: Row): number => sumOf(openLights.map((light) => lights[light] ?? 0));
