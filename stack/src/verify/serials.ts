import { bySql, type Judgement } from './invariant.ts';

/** Letters, `yyyymmdd`, a serial of at least four digits. */
interface Numbers {
  readonly store: Judgement['store'];
  readonly table: string;
  readonly no: string;
  readonly letters: string;
  /** check digits at the end */
  readonly checks?: number;
  /** the table of the last serials of days, `day` and `last` */
  readonly serials: string;
}

/** Each number with its day and serial. */
const read = ({ table, no, letters, checks = 0 }: Numbers) => `
  select ${no} as no, to_date(substr(${no}, ${letters.length + 1}, 8), 'YYYYMMDD') as day,
         substr(${no}, ${letters.length + 9}, length(${no}) - ${letters.length + 8 + checks})::integer as serial
    from ${table} where ${no} like '${letters}%'`;

/** No number is above the last one that was given out. */
const givenOut = (numbers: Numbers): Judgement => ({
  store: numbers.store,
  count: `select count(*) from ${numbers.table} where ${numbers.no} like '${numbers.letters}%'`,
  wrong: `
    select n.no as about, 'its serial is above the last that was given out, ' || coalesce(s.last::text, 'none') as says
      from (${read(numbers)}) n left join ${numbers.serials} s using (day)
     where n.serial > coalesce(s.last, 0)`,
});

/** Every number up to the last one is something. */
const withoutGap = (numbers: Numbers): Judgement => ({
  store: numbers.store,
  count: `select count(*) from ${numbers.serials}`,
  wrong: `
    select '${numbers.letters} ' || s.day as about, 'of ' || s.last || ' numbers that were given out ' || count(n.no) || ' are in use' as says
      from ${numbers.serials} s left join (${read(numbers)}) n on n.day = s.day and n.serial <= s.last
     group by s.day, s.last having count(n.no) <> s.last`,
});

const ofIntake = (letters: string, table: string, no: string): Numbers => ({
  ...{ store: 'intake', table: `intake.${table}`, no, letters },
  serials: `(select day, last from intake.serials where kind = '${letters}')`,
});
const cases: Numbers = {
  ...{ store: 'approvals', table: 'approval_workflows.cases', no: 'case_no', letters: 'DD', checks: 2 },
  serials: 'approval_workflows.case_serials',
};
const ownCommissions: Numbers = {
  ...{ store: 'market', table: 'intermediary_market.commissions', no: 'commission_no', letters: 'CE' },
  serials: 'intermediary_market.commission_serials',
};

/** ISO 7064 mod 97-10 (`case-number.ts`). */
const checkDigits: Judgement = {
  store: 'approvals',
  count: 'select count(*) from approval_workflows.cases',
  wrong: `
    select case_no as about, 'its check digits are wrong' as says
      from approval_workflows.cases where mod(substr(case_no, 3)::numeric, 97) <> 1`,
};

/** Numbers are unique by the keys of their tables; none is above the last given out, and of cases and own commissions none is missing. */
export const serials = bySql(
  'serials: none twice, none missing where that is promised',
  ...[
    ofIntake('O', 'orders', 'order_no'),
    ofIntake('M', 'mandates', 'mandate_no'),
    ofIntake('P', 'papers', 'paper_no'),
    cases,
    ownCommissions,
  ].map(givenOut),
  withoutGap(cases),
  withoutGap(ownCommissions),
  checkDigits,
);
