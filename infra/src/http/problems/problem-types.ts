import type { Words } from '../../words.ts';
import { fixedLimits } from '../limits/limit-table.ts';

/** A kind of problem: what a client may branch on, its status, and what people read of it. */
export interface ProblemType {
  readonly status: number;
  readonly title: Words;
  /** what the caller can do about it */
  readonly help: Words;
  /** members of its own, each with its schema in OpenAPI; any may be missing */
  readonly members?: Readonly<Record<string, object>>;
}

/** The kinds of a service's own, refusals by its rules: always 409. */
export type Refusals<Code extends string = string> = Readonly<Record<Code, Omit<ProblemType, 'status'>>>;

const type = (status: number, title: Words, help: Words, members?: ProblemType['members']): ProblemType => ({
  ...{ status, title, help },
  ...(members && { members }),
});

const requestSeconds = fixedLimits.request.usual / 1_000;
const headersKiB = fixedLimits.headers.usual / 1_024;

/** The problems of the shell, the same at every service. */
export const shellProblems = {
  invalid: type(
    400,
    { zh: '请求有误', en: 'The request has faults' },
    {
      zh: '“faults”逐条列出全部错误及正确写法，改正后重新发送。',
      en: '`faults` lists every one of them and what would be right; mend them and send it again.',
    },
  ),
  'broken-path': type(
    400,
    { zh: '路径不是百分号编码的 UTF-8', en: 'The path is not percent-encoded UTF-8' },
    { zh: '请按 UTF-8 对路径各段做百分号编码。', en: 'Percent-encode each segment of the path as UTF-8.' },
  ),
  'broken-json': type(
    400,
    { zh: '请求体不是合法的 JSON', en: 'The body is not valid JSON' },
    { zh: '“detail”指出断在何处（行、列）。', en: '`detail` says where it breaks: line and column.' },
  ),
  'broken-encoding': type(
    400,
    { zh: '请求体不是合法的 UTF-8', en: 'The body is not valid UTF-8' },
    { zh: '请以 UTF-8 编码发送。', en: 'Send it in UTF-8.' },
  ),
  'bad-request': type(
    400,
    { zh: '无法读取请求', en: 'The request cannot be read' },
    { zh: '检查客户端的 HTTP 格式。', en: 'Check how the client writes HTTP.' },
  ),
  'no-token': type(
    401,
    { zh: '需要令牌', en: 'A token is needed' },
    { zh: '加上请求头 Authorization: Bearer <令牌>。', en: 'Send the header Authorization: Bearer <token>.' },
  ),
  'invalid-token': type(
    401,
    { zh: '令牌无效', en: 'The token is not valid' },
    { zh: '“detail”说明原因；重新登录以取得新令牌。', en: '`detail` says why; sign in again for a new one.' },
  ),
  forbidden: type(
    403,
    { zh: '您无权这样做', en: 'You may not do this' },
    {
      zh: '“detail”说明谁可以；请由其办理，或先取得授权。',
      en: '`detail` says who may; have them do it, or be given a mandate first.',
    },
  ),
  'not-found': type(
    404,
    { zh: '查无此项，或不在您的范围内', en: 'Not known, or not within your reach' },
    {
      zh: '核对编号；代办员须有有效授权。',
      en: 'Check the number; an agent needs a mandate that is in force.',
    },
  ),
  'no-such-url': type(
    404,
    { zh: '没有这个网址', en: 'There is no such URL' },
    { zh: '全部网址见 /docs。', en: 'All URLs are at /docs.' },
  ),
  'wrong-verb': type(
    405,
    { zh: '此网址不支持该方法', en: 'The URL does not take this verb' },
    { zh: '可用的方法见响应头 Allow。', en: 'The header Allow names those it takes.' },
  ),
  'not-acceptable': type(
    406,
    { zh: '没有所要求格式的答复', en: 'There is no answer of the type asked for' },
    {
      zh: '“types”列出可用格式；改写请求头 Accept 或去掉它。',
      en: '`types` lists what there is; ask for one of them in Accept, or leave it out.',
    },
    { types: { type: 'array', items: { type: 'string' } } },
  ),
  'too-slow': type(
    408,
    { zh: '请求未能及时送达', en: 'The request did not arrive in time' },
    {
      zh: `请求须在 ${requestSeconds} 秒内完整送达；请重新发送。`,
      en: `A request has ${requestSeconds} seconds to arrive whole; send it again.`,
    },
  ),
  'changed-meanwhile': type(
    412,
    { zh: '内容已变，与您读到的不同', en: 'It is not, or no longer, as you have read it' },
    {
      zh: '重新读取，在现有内容上修改，再以其 ETag 作为 If-Match 发送；“etag”是现在的。',
      en: 'Read it again, make your change to what is there now, and send its ETag in If-Match; `etag` is the one of now.',
    },
    { etag: { type: 'string' } },
  ),
  'body-too-large': type(
    413,
    { zh: '请求体过大', en: 'The body is too large' },
    { zh: '“detail”给出上限（字节）。', en: '`detail` gives the limit in bytes.' },
  ),
  'wrong-content-type': type(
    415,
    { zh: '请求体的类型不对', en: 'The body is of another type than is taken' },
    {
      zh: '“detail”给出可用的 Content-Type：一般为 application/json，上传时为文件的类型。',
      en: '`detail` names the Content-Type to send: application/json, or of an upload that of the file.',
    },
  ),
  'wrong-charset': type(
    415,
    { zh: '请求体须为 UTF-8', en: 'The body must be UTF-8' },
    { zh: '去掉 charset 或写 charset=utf-8。', en: 'Leave the charset out, or say charset=utf-8.' },
  ),
  'wrong-encoding': type(
    415,
    { zh: '不接受请求体的这种 Content-Encoding', en: 'The Content-Encoding of the body is not taken' },
    { zh: '不压缩，或使用 gzip、deflate、br。', en: 'Send it plain, or as gzip, deflate or br.' },
  ),
  unfit: type(
    422,
    { zh: '请求格式正确，但不合规则', en: 'The request is as its schema says, but breaks rules' },
    {
      zh: '“faults”逐条列出不合之处，如校验码、已过的日期；改正后用新键重新发送。',
      en: '`faults` lists all of them, such as check digits or days that have passed; mend them and send it again, with a new key.',
    },
  ),
  'key-reused': type(
    422,
    { zh: '该 Idempotency-Key 已用于另一请求', en: 'This Idempotency-Key was used for another request' },
    {
      zh: '新请求用新键；同一键只可原样重发同一请求。',
      en: 'Send a new key with a new request, the same key only with the same body.',
    },
  ),
  'if-match-needed': type(
    428,
    {
      zh: '已有内容；修改须说明您读到的是哪一版',
      en: 'It is there already; to change it, say what you have read',
    },
    {
      zh: '先读取，再以其 ETag 作为 If-Match 发送，以免覆盖他人的修改。',
      en: 'Read it, and send its ETag in If-Match, so that nobody else is overwritten unseen.',
    },
  ),
  'too-many-requests': type(
    429,
    { zh: '请求过多', en: 'Too many requests' },
    { zh: '按 Retry-After 的秒数等待后再发。', en: 'Wait the seconds of Retry-After, then go on.' },
  ),
  'headers-too-large': type(
    431,
    { zh: '请求头过大', en: 'The headers are too large' },
    { zh: `全部请求头不超过 ${headersKiB} KiB。`, en: `All headers together have ${headersKiB} KiB.` },
  ),
  internal: type(
    500,
    { zh: '我们这边出了问题', en: 'Something went wrong on our side' },
    {
      zh: '请把 requestId 告知管理员；以同一 Idempotency-Key 重发是安全的。',
      en: 'Tell an administrator the requestId; repeating with the same Idempotency-Key is safe.',
    },
  ),
  'outcome-unknown': type(
    502,
    {
      zh: '服务中断，是否已办理不明',
      en: 'The service stopped answering; whether it has acted is not known',
    },
    {
      zh: '以同一 Idempotency-Key 重发，只会办理一次。',
      en: 'Repeat with the same Idempotency-Key: it is done once.',
    },
  ),
  overloaded: type(
    503,
    {
      zh: '正在办理的请求过多；本请求未做任何处理',
      en: 'Too much is under way; nothing of this request was done',
    },
    { zh: '稍后重发。', en: 'Repeat it soon.' },
  ),
  unavailable: type(
    503,
    { zh: '暂时不可用', en: 'Not available now' },
    {
      zh: '以同一 Idempotency-Key 重发，只会办理一次。',
      en: 'Repeat with the same Idempotency-Key: it is done once.',
    },
  ),
} as const satisfies Readonly<Record<string, ProblemType>>;
export type ShellProblem = keyof typeof shellProblems;

/** The kind of a type's name, of the shell or of `refusals`. */
export const problemTypeOf = (name: string, refusals: Refusals): ProblemType | undefined =>
  name in shellProblems
    ? shellProblems[name as ShellProblem]
    : refusals[name] && { status: 409, ...refusals[name] };
