export { compareCase, compareOrder, compareStep, type Standing } from './compare-rows.ts';
export {
  calendarStanding,
  caseSerialOf,
  forgetOrder,
  forgetStep,
  listStepCodes,
  nextGeneration,
  putOnCalendar,
  raiseCaseSerial,
  type RepairActivities,
  repairActivities,
  restoreCase,
} from './repair-rows.ts';
