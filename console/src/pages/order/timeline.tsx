import { dayInWords, shortDay } from '../../domain/dates.ts';
import { useWords } from '../../words/use-words.ts';
import type { PageWord } from '../../words/page-words.ts';
import {
  axisOf,
  makeUpDaysOf,
  offDaysOf,
  ticksOf,
  type Axis,
  type StepTimeline,
  type Timeline as TimelineOf,
} from './timeline-model.ts';

const width = 1_200;
const left = 150;
const head = 34;
const rowHeight = 40;
const barHeight = 20;
/** Below this width, in the drawing's own units, a span has no room for its letter. */
const leastForLetter = 13;

/** What a what-if makes of the steps: drawn beside what is expected now. */
export interface Supposed {
  readonly dueDay: string | null;
  readonly forecastDay: string;
  readonly steps: Readonly<Record<string, string>>;
}

interface Props {
  readonly timeline: TimelineOf;
  readonly supposed?: Supposed | undefined;
}

/** The five steps on the axis of days: the plan as an outline, what happened in the colours of the buckets, what is expected dotted. */
export function Timeline({ timeline, supposed }: Props) {
  const { t, language } = useWords();
  const { steps, today, dueDay, closedDay } = timeline;
  const axis = axisOf(timeline, { left, width });
  const height = head + steps.length * rowHeight + 22;
  return (
    <figure className="timeline">
      <div className="timeline-scroll" tabIndex={0} role="group" aria-label={t('order.timeline')}>
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('order.timeline-as-list')}>
          <defs>
            <pattern
              id="hatched"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" className="hatch-ground" />
              <rect width="2" height="6" className="hatch-line" />
            </pattern>
          </defs>
          <Grid timeline={timeline} axis={axis} height={height} />
          {steps.map((step, row) => (
            <g key={step.code} transform={`translate(0 ${head + row * rowHeight})`}>
              <Row step={step} axis={axis} supposedDay={supposed?.steps[step.code]} />
            </g>
          ))}
          {closedDay === null && (
            <Mark
              x={axis.at(today) + axis.dayWidth / 2}
              height={height}
              kind="today"
              label={t('order.today')}
            />
          )}
          {dueDay && (
            <Mark
              x={axis.at(dueDay) + axis.dayWidth}
              height={height}
              kind="due"
              label={`${t('order.due')} ${shortDay(dueDay, language)}`}
            />
          )}
          {supposed?.dueDay && supposed.dueDay !== dueDay && (
            <Mark
              x={axis.at(supposed.dueDay) + axis.dayWidth}
              height={height}
              kind="supposed"
              label={`${t('whatif.then')} ${shortDay(supposed.dueDay, language)}`}
            />
          )}
        </svg>
      </div>
      <Legend />
      <ul className="hidden">
        {steps.map((step) => (
          <StepInWords key={step.code} step={step} />
        ))}
      </ul>
    </figure>
  );
}

function Grid({ timeline, axis, height }: { timeline: TimelineOf; axis: Axis; height: number }) {
  const { t, say, language } = useWords();
  const { months, weeks } = ticksOf(timeline);
  const bottom = height - 18;
  return (
    <g>
      {offDaysOf(timeline).map(({ from, to, isHoliday, name }) => (
        <rect
          key={from}
          {...axis.extent(from, to)}
          y={head - 6}
          height={bottom - head + 6}
          className={isHoliday ? 'off-holiday' : 'off-weekend'}
        >
          {name && <title>{say(name)}</title>}
        </rect>
      ))}
      {weeks.map((day) => (
        <line key={day} x1={axis.at(day)} x2={axis.at(day)} y1={head - 6} y2={bottom} className="week" />
      ))}
      {months.map((day) => (
        <text key={day} x={axis.at(day) + 2} y={12} className="month">
          {monthInWords(day, language)}
        </text>
      ))}
      {makeUpDaysOf(timeline).map((day) => (
        <text key={day} x={axis.at(day) + axis.dayWidth / 2} y={26} className="make-up" textAnchor="middle">
          {t('order.make-up')}
        </text>
      ))}
    </g>
  );
}

const monthInWords = (day: string, language: 'zh' | 'en') =>
  language === 'zh' ? `${Number(day.slice(5, 7))}月` : (shortDay(day, 'en').split(' ')[1] ?? '');

interface RowProps {
  readonly step: StepTimeline;
  readonly axis: Axis;
  readonly supposedDay: string | undefined;
}

function Row({ step, axis, supposedDay }: RowProps) {
  const { code, t } = useWords();
  const { expected } = step;
  return (
    <>
      <text x={0} y={rowHeight / 2 + 5} className={step.isBinding ? 'step-name binding' : 'step-name'}>
        {code('step', step.code)}
      </text>
      <rect
        {...axis.extent(step.planned.from, step.planned.to)}
        y={6}
        height={barHeight + 8}
        rx={3}
        className="planned"
      />
      {step.spans.map(({ from, to, bucket, task }) => {
        const extent = axis.extent(from, to);
        return (
          <g key={`${from} ${task}`}>
            <rect {...extent} y={10} height={barHeight} className={`bucket-${bucket}`}>
              <title>
                {[task && code('task', task), code('bucket', bucket), from, to].filter(Boolean).join(' · ')}
              </title>
            </rect>
            {extent.width >= leastForLetter && (
              <text
                x={extent.x + extent.width / 2}
                y={24}
                textAnchor="middle"
                className={`letter letter-${bucket}`}
              >
                {t(`bucket.${bucket}` as PageWord)}
              </text>
            )}
          </g>
        );
      })}
      {expected && (
        <line
          x1={axis.at(expected.from)}
          x2={axis.at(expected.to) + axis.dayWidth}
          y1={20}
          y2={20}
          className={step.isBinding ? 'expected binding' : 'expected'}
        />
      )}
      {supposedDay && (
        <circle cx={axis.at(supposedDay) + axis.dayWidth} cy={20} r={5} className="supposed-end">
          <title>{supposedDay}</title>
        </circle>
      )}
    </>
  );
}

interface MarkProps {
  readonly x: number;
  readonly height: number;
  readonly kind: 'today' | 'due' | 'supposed';
  readonly label: string;
}

/** Half of the room a label takes, so that none hangs over the edge. */
const halfLabel = 50;

function Mark({ x, height, kind, label }: MarkProps) {
  const place = Math.min(Math.max(x, left + halfLabel), width - halfLabel);
  return (
    <g className={`mark mark-${kind}`}>
      <line x1={x} x2={x} y1={head - 8} y2={height - 16} />
      <text x={place} y={height - 3} textAnchor="middle">
        {label}
      </text>
    </g>
  );
}

function Legend() {
  const { t, code } = useWords();
  return (
    <figcaption className="legend">
      {(['GOV', 'AGENCY', 'OWNER', 'EXCLUDED'] as const).map((bucket) => (
        <span key={bucket}>
          <span className={`swatch swatch-${bucket}`} aria-hidden>
            {t(`bucket.${bucket}`)}
          </span>{' '}
          {code('bucket', bucket)}
        </span>
      ))}
      <span className="legend-planned">{t('order.planned')}</span>
      <span className="legend-expected">{t('order.expected')}</span>
    </figcaption>
  );
}

/** The same for who does not see the drawing. */
function StepInWords({ step }: { readonly step: StepTimeline }) {
  const { t, code, language } = useWords();
  const day = (one: string) => dayInWords(one, language);
  const parts = [
    `${code('step', step.code)}: ${t('order.planned')} ${day(step.planned.from)} – ${day(step.planned.to)}`,
    ...step.spans.map(
      ({ from, to, bucket, task, chargedDays }) =>
        `${task ? code('task', task) : ''} ${code('bucket', bucket)} ${day(from)} – ${day(to)} (${t('days.count', { count: chargedDays })})`,
    ),
    step.expected && `${t('order.expected')} ${day(step.expected.to)}`,
  ];
  return <li>{parts.filter(Boolean).join('; ')}</li>;
}
