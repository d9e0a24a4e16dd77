export { calendarReader } from '../calendars.ts';
export { type CalendarReader, readOrder } from '../read-order.ts';
export { openCases } from './open-cases.ts';
export { type OrderOnRecord, ordersByNumber } from './orders-by-number.ts';
