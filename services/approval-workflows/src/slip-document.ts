import type { Line, Printable } from '@doudi/infra/pdf';
import {
  chineseDay,
  contactEnds,
  documentFoot,
  line,
  officeDay,
  officeNames,
  sampleSeal,
  shanghaiMinute,
  trackingPage,
  wordsIn,
  type Calendar,
  type Case,
  type Words,
} from '@doudi/workflows';
import type { CaseRow } from './cases.ts';

interface HandedOver {
  readonly row: CaseRow;
  readonly trackingCode: string;
  readonly calendar: Calendar;
  readonly gatewayUrl: string | undefined;
}

/** What the square code holds: where the case is tracked, or its number where no address is known. */
export const slipCode = ({ row, trackingCode, gatewayUrl }: Omit<HandedOver, 'calendar'>): string =>
  gatewayUrl ? trackingPage(gatewayUrl, row.caseNo, trackingCode) : row.caseNo;

/** The slip that is handed to who reported a case, as it was received: nothing of what he said, nothing of himself. */
export function slipDocument(handed: HandedOver): Printable {
  const { row, calendar } = handed;
  const { openedAt } = row.record;
  return {
    title: { zh: '兜底件回执单', en: 'Slip of a case' },
    number: row.caseNo,
    at: new Date(openedAt),
    day: chineseDay(officeDay(calendar, openedAt)),
    code: { holds: slipCode(handed), caption: { zh: '扫码查询进度', en: 'Scan to see how far it is' } },
    sections: [
      { heading: { zh: '受理', en: 'Receipt' }, lines: linesOf(handed) },
      { heading: { zh: '如何查询', en: 'How to track it' }, text: textOf(howToTrack) },
      { heading: { zh: '如何办理', en: 'How it goes on' }, text: textOf(howItGoesOn) },
    ],
    stamp: { office: officeNames.ASC, below: sampleSeal },
    foot: documentFoot,
  };
}

function linesOf({ row, trackingCode, calendar }: HandedOver): Line[] {
  const { caseNo, record } = row;
  const contactBy = contactEnds(calendar, asReceived(record));
  return [
    ...line('编号', 'Number', caseNo),
    ...line('查询码', 'Tracking code', trackingCode),
    ...line('来源', 'Reported', wordsIn('way', record.way)),
    ...line('事由', 'Cause', wordsIn('cause', record.cause)),
    ...line('受理时间', 'Received at', shanghaiMinute(record.openedAt)),
    ...line('首次联系不晚于', 'First contact by', contactBy === null ? null : shanghaiMinute(contactBy)),
  ];
}

const asReceived = (one: Case): Case => ({ ...one, state: 'open', contactedAt: null, contactMissedAt: null });

const textOf = ({ zh, en }: Words) => `${zh}\n${en}`;
const howToTrack: Words = {
  zh: '无需登录：凭编号和查询码，或编号和所留电话的后四位。电话后四位连续错五次，该编号的电话查询停用二十四小时，查询码仍可用。请勿将查询码告知他人。',
  en: 'Without login: by the number with the tracking code, or with the last four digits of the phone that was left. After five wrong attempts by phone that way is closed for 24 hours; the code still works. Keep the code to yourself.',
};
const howItGoesOn: Words = {
  zh: '每件必有明确答复；到期未答复自动升级。答复后三个工作日内回访，不满意可重办一次。',
  en: 'Every case gets a definite answer; one that is not answered in time climbs a level by itself. Within three working days of the answer you are called back; who is not satisfied has it opened again once.',
};
