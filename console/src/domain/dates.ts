import type { Language } from '../words/language-code.ts';

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A calendar day as people write it: 2017年8月11日（周五）, Fri 11 Aug 2017. */
export function dayInWords(day: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const weekday = weekdays[language][new Date(Date.UTC(year, month - 1, date)).getUTCDay()];
  if (language === 'zh') return `${year}年${month}月${date}日（${weekday}）`;
  return `${weekday} ${date} ${months[month - 1]} ${year}`;
}

/** The same without the year, where it is known. */
export function shortDay(day: string, language: Language): string {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  return language === 'zh' ? `${month}月${date}日` : `${date} ${months[month - 1]}`;
}

/** A month of a year, from 1: 2017年8月, Aug 2017. */
export const monthInWords = (year: number, month: number, language: Language): string =>
  language === 'zh' ? `${year}年${month}月` : `${months[month - 1]} ${year}`;

const inShanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});

/** Day and time of an instant in Shanghai, whatever the browser's own zone: `2017-08-11`, `16:59`. */
function shanghaiParts(instant: string | number): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = inShanghai.format(new Date(instant)).split(' ');
  return { day, time };
}

/** An instant as people write it: 2017年8月11日（周五）16:59. */
export function instantInWords(instant: string, language: Language): string {
  const { day, time } = shanghaiParts(instant);
  return language === 'zh' ? `${dayInWords(day, language)}${time}` : `${dayInWords(day, language)} ${time}`;
}
