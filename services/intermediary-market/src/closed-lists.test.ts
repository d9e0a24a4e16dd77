import {
  appealDecisions,
  agencyEventKinds,
  agencyFileKinds,
  agencyStates,
  applicationParts,
  categories,
  commissionStates,
  filePurposes,
  fileSides,
  deductionKinds,
  judges,
  milestones,
  ratingIndicators,
  objectionOutcomes,
  ownPurposes,
  paperTopics,
  qualificationStates,
  repairStages,
  stepCodes,
  suspensionCauses,
  taskCodes,
  tracks,
  waysOfChoosing,
} from '@doudi/workflows';
import { paperTypes } from '@doudi/infra/storage';
import { bidFlaws } from './bids.ts';
import { engagementEnds } from './engagements.ts';
import { tenderOutcomes, tenderWays } from './tenders.ts';
import { testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

test.each([
  ['categories_code_check', categories],
  ['agencies_status_check', agencyStates],
  ['agencies_suspended_because_check', suspensionCauses],
  ['agencies_repair_check', repairStages],
  ['agency_files_kind_check', agencyFileKinds],
  ['agency_files_media_type_check', paperTypes],
  ['commission_files_purpose_check', filePurposes],
  ['commission_files_side_check', fileSides],
  ['commission_files_media_type_check', paperTypes],
  ['agency_events_kind_check', agencyEventKinds],
  ['agency_events_cause_check', suspensionCauses],
  ['application_faults_part_check', applicationParts],
  ['agency_objections_outcome_check', objectionOutcomes],
  ['qualifications_state_check', qualificationStates],
  ['commissions_step_check', stepCodes],
  ['commissions_task_check', taskCodes],
  ['commissions_state_check', commissionStates],
  ['commissions_track_check', tracks],
  ['commissions_purpose_check', ownPurposes],
  ['commissions_topics_check', paperTopics],
  ['milestones_kind_check', milestones],
  ['commissions_way_check', waysOfChoosing],
  ['briefs_way_check', waysOfChoosing],
  ['engagements_way_check', waysOfChoosing],
  ['engagements_ended_by_check', engagementEnds],
  ['tenders_way_check', tenderWays],
  ['tenders_outcome_check', tenderOutcomes],
  ['opened_bids_flaw_check', bidFlaws],
  ['ratings_judge_check', judges],
  ['deductions_kind_check', deductionKinds],
  ['appeals_decision_check', appealDecisions],
])('storage and code know the same list: %s', async (constraint, list) => {
  const { rows } = await service.pool.query<{ definition: string }>(
    'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
    [constraint],
  );
  const stored = [...rows[0]!.definition.matchAll(/'([^']+)'::text/g)].map(([, value]) => value);
  expect(stored).toEqual([...list]);
});

test('a rating has a column of one to five stars for each indicator', async () => {
  const { rows } = await service.pool.query<{ name: string }>(
    `select a.attname as name
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.conrelid = 'ratings'::regclass and pg_get_constraintdef(c.oid) like '%>= 1%<= 5%'
      order by a.attnum`,
  );
  expect(rows.map(({ name }) => name)).toEqual([...ratingIndicators]);
});

test.each([
  ...[
    'milestones',
    'briefs',
    'opened_bids',
    'texts',
    'audit',
    'ratings',
    'deductions',
    'agency_events',
    'agency_applications',
    'application_faults',
  ],
  'agency_files',
])('what is on record in %s cannot be changed by the service', async (table) => {
  await expect(service.pool.query(`update ${table} set created_at = now()`)).rejects.toThrow(
    'permission denied',
  );
  await expect(service.pool.query(`delete from ${table}`)).rejects.toThrow('permission denied');
});
