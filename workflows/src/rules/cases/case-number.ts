/** Two digits with which a number leaves 1 when divided by 97: ISO 7064 mod 97-10. */
export const checkDigits = (digits: string): string =>
  String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0');

/**
 * `DD` + yyyymmdd + 4-digit serial (longer when a day has more) + 2 check digits: ISO 7064 mod 97-10 over the digits, so
 * that digits and check together leave 1 when divided by 97.
 */
export function caseNumber(day: string, serial: number): string {
  const digits = day.replaceAll('-', '') + String(serial).padStart(4, '0');
  return `DD${digits}${checkDigits(digits)}`;
}

/** Whether a case number is one: its shape and its check digits. */
export const isCaseNumber = (caseNo: string): boolean =>
  /^DD\d{14,}$/.test(caseNo) && BigInt(caseNo.slice(2)) % 97n === 1n;
