export { type AppParts, serviceApp } from './app.ts';
export { keptHours } from './idempotency/idempotency-keys.ts';
export { trustedProxies } from './limits/address.ts';
export type { FileAnswer } from './files/file-answer.ts';
export { fixedLimits } from './limits/limit-table.ts';
export type { Refusals } from './problems/problem-types.ts';
export {
  conflict,
  type Fault,
  forbidden,
  isProblem,
  notFound,
  unavailable,
  type Problem,
  type Refused,
  refusing,
  unfit,
} from './problems/problem.ts';
export { noticeRoutes, unreadOf } from './notices/notice-routes.ts';
export { addressee, insertNotices, type NewNotice, noticesToInsert } from './notices/notices.ts';
export { ActionAnswer } from './rendering/action-answer.ts';
export { codesIn, CodeWords, codeWords } from './rendering/code-words.ts';
export { InboxAnswer, type InboxItem, inboxPage } from './rendering/inbox.ts';
export { cursorAt, later, older, page, pageOf, type PageQuery, pageShape } from './rendering/page.ts';
export { refuseStale } from './rendering/precondition.ts';
export { WordsAnswer } from './rendering/words-answer.ts';
export { everyone, type Allow, overseers, type AccessScope, accessScopes } from './routing/access-scope.ts';
export { type Caller, type Role, roles } from './routing/role.ts';
export {
  type Answer,
  type Call,
  get,
  isWrite,
  type NamedRoute,
  nameOf,
  type NameOf,
  post,
  put,
  type Route,
  type UploadRule,
} from './routing/route.ts';
export { openServer } from './server/server.ts';
export { IsoDay, IsoInstant } from './validation/iso.ts';
export { oneLine, someLines } from './validation/plain-text.ts';
export { Mail, Phone } from './validation/reachable.ts';
export { SubjectId } from './validation/subject-id.ts';
export { optionalWholeNumber, wholeNumber } from './validation/whole-number.ts';
