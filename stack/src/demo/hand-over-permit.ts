import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import type { Day } from '@doudi/workflows';
import type { List } from './answers.ts';
import { same, type Stage } from './play-script.ts';
import type { Script } from './script.ts';

/** Where the files of the demonstration are left, seen from the folder in which it is started; its data are removed, this is not. */
const folder = 'demo-files';

interface ResultAnswer {
  readonly kind: string;
  readonly number: string;
  readonly href: string;
  readonly delivery: { readonly deliveryState: string; readonly dueDay: Day; readonly isLate: boolean };
}

/** The service counter hands the permit over, and the enterprise downloads it. Answers what is said of both, a line each. */
export async function handOverPermit({ api }: Stage, script: Script, orderNo: string): Promise<string> {
  const counter = `/v1/tasks/${orderNo}/construction-permit/delivery`;
  await api.post('reviewer-asc', counter, { act: 'hand-over', note: '样例经办人持授权书领取' });
  const { items } = await api.get<List<ResultAnswer>>(script.enterprise, `/v1/progress/${orderNo}/results`);
  const permit = items.find(({ kind }) => kind === 'permit');
  if (!permit) throw failure(`${orderNo} has a permit, but no result says so.`);
  const { number, href, delivery } = permit;
  const { deliveryState, isLate, dueDay } = delivery;
  const stands = `${deliveryState}, ${isLate ? 'late' : 'in time'} (due ${dueDay})`;
  same(`the delivery of ${number}`, stands, `done, in time (due ${script.permit?.deliverBy})`);
  const bytes = await api.download(script.enterprise, href);
  same(`the file of ${number}`, bytes.subarray(0, 5).toString(), '%PDF-');
  const path = join(folder, `permit-${number}.pdf`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, bytes);
  return [
    `permit ${number} handed over at the counter: ${stands}`,
    `the permit's file: ${path}, a PDF of ${Math.ceil(bytes.length / 1_000)} kB`,
  ].join('\n');
}
