/** Where a text stops being JSON: `position` counts characters from 0, line and column from 1. */
export function brokenAt(text: string) {
  const position = firstFault(text);
  const lines = text.slice(0, position).split('\n');
  const [line, column] = [lines.length, (lines.at(-1)?.length ?? 0) + 1];
  const isCut = position >= text.length;
  const zh = `第 ${line} 行第 ${column} 列${isCut ? '过早结束' : '出错'}`;
  const en = `It ${isCut ? 'ends too early,' : 'breaks'} at line ${line}, column ${column}`;
  return { detail: { zh, en }, position };
}

/** The engine does not always say where, so: the longest beginning that could still become JSON ends before the fault. */
function firstFault(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether a beginning is JSON so far: it parses, or the parser only misses what would come next. */
function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /at position (\d+)/.exec(message)?.[1];
    return at ? Number(at) >= beginning.length : message.startsWith('Unexpected end');
  }
}
