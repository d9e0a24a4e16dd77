export { markCalendar } from '../orders.ts';
export { listSteps } from '../steps.ts';
export { compareCase, compareOrder, compareStep, type Standing } from './compare-rows.ts';
export {
  calendarStanding,
  caseSerialOf,
  forgetOrder,
  forgetStep,
  listReportedCases,
  nextCaseGeneration,
  nextGeneration,
  putCarried,
  raiseCaseSerial,
  type RepairActivities,
  repairActivities,
  restartCase,
  restoreCase,
} from './repair-rows.ts';
