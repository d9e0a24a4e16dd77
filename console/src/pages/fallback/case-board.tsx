import { Link } from '@tanstack/react-router';
import { useOfficeClock } from '../../api/clock.ts';
import { filtersFor } from '../../api/list.ts';
import { useList } from '../../api/use-list.ts';
import { Filters } from '../../domain/filters.tsx';
import { Asked } from '../../ui/asked.tsx';
import { DayText, InstantText } from '../../ui/day-text.tsx';
import { QuietNews } from '../../ui/quiet-news.tsx';
import { useFilters } from '../../ui/use-address.ts';
import { useQuiet } from '../../ui/use-quiet.ts';
import { useWords } from '../../words/use-words.ts';
import { boardOf, daysSince, isLateCase, type ListedCase } from './case-model.ts';

const list = '/v1/cases';
const shownFilters = ['cause', 'department', 'age'];
/** Real milliseconds between two looks at the board. */
const lookMs = 10_000;

/** The open cases in a column for each level, the urgent ones on top. */
export function CaseBoard() {
  const { filters } = useFilters();
  const query = filtersFor(list, { ...filters, state: '', level: '' });
  const open = useCasesIn('open', query);
  const others = [
    useCasesIn('confirming', query),
    useCasesIn('calling-back', query),
    useCasesIn('committed', query),
  ];
  const all = [open, ...others];
  const latest = all.flatMap(({ rows }) => rows);
  const quiet = useQuiet(latest, all.map(({ of }) => of).join(' '), ({ caseNo }) => caseNo);
  return (
    <>
      <Filters of={list} only={shownFilters} />
      <QuietNews {...quiet} />
      <Asked asked={open.asked}>{() => <Board cases={quiet.rows} />}</Asked>
    </>
  );
}

/** All cases in a state. */
const useCasesIn = (state: Exclude<ListedCase['state'], 'closed'>, query: Record<string, string>) =>
  useList(list, { query: { ...query, state, limit: 100 }, lookMs, isWhole: true });

function Board({ cases }: { readonly cases: readonly ListedCase[] }) {
  const { t, code } = useWords();
  return (
    <div className="board">
      {boardOf(cases).map((column) => (
        <section key={column.level}>
          <h2>
            {t('cases.level-count', {
              level: `${column.level} ${code('level', column.level)}`,
              count: column.cases.length,
            })}
          </h2>
          {column.cases.length === 0 ? (
            <p className="quiet">{t('cases.none-here')}</p>
          ) : (
            <ul>
              {column.cases.map((one) => (
                <li key={one.caseNo}>
                  <Card one={one} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}

function Card({ one }: { readonly one: ListedCase }) {
  const { t, code } = useWords();
  const clock = useOfficeClock();
  const isLate = isLateCase(one, clock);
  return (
    <div className={isLate ? 'card is-late' : 'card'}>
      <Link to={`/cases/${one.caseNo}`}>
        <strong>{one.caseNo}</strong>
      </Link>
      <div>
        {code('cause', one.cause)} · {code('caseState', one.state)}
        {one.isUrgent && <strong className="late"> ! {t('cases.urgent')}</strong>}
      </div>
      <div className="quiet">{t('cases.age', { count: daysSince(one.openedAt, clock.now) })}</div>
      {one.dueDay && (
        <div>
          {t('cases.due')} <DayText day={one.dueDay} provisional={one.provisional} />
          {isLate && <strong className="late"> ■ {t('tasks.late')}</strong>}
        </div>
      )}
      {one.requiredBy && (
        <div>
          {t('cases.required-by')} <InstantText at={one.requiredBy} />
        </div>
      )}
      <div className="quiet">
        {one.lead && `${code('department', one.lead)} · `}
        {one.handler ?? t('cases.nobody')}
      </div>
    </div>
  );
}
