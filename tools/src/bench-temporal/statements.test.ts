import { byKind, statementsIn } from './statements.ts';

const log = `2026-01-05 01:00:00.000 UTC [7] LOG:  parameter "log_statement" changed to "all"
2026-01-05 01:00:00.001 UTC [8] LOG:  statement: begin
2026-01-05 01:00:00.002 UTC [8] LOG:  execute <unnamed>: select a
	from b
2026-01-05 01:00:00.002 UTC [8] DETAIL:  Parameters: $1 = 'statement: x'
2026-01-05 01:00:00.003 UTC [8] LOG:  statement: commit
2026-01-05 01:00:00.004 UTC [8] LOG:  statement: begin
`;

test('finds every statement of a log, over several lines too, and nothing else', () => {
  expect(statementsIn(log)).toEqual(['begin', 'select a from b', 'commit', 'begin']);
});

test('counts equal statements, the most frequent first', () => {
  expect(byKind(statementsIn(log))[0]).toEqual(['begin', 2]);
});
