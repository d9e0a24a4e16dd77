import { isForPerson, type Finding } from './finding.ts';

/** Lines that are printed of each kind; the rest is counted. */
const most = 200;

/** Prints what differs: first what a repair puts right, then what a person must decide. */
export function reportFindings(findings: readonly Finding[], report: (line: string) => void): void {
  if (findings.length === 0) return report('Rows and workflows agree.');
  print(
    'What `--apply` puts right',
    findings.filter((finding) => !isForPerson(finding)),
    report,
  );
  print('What a person must decide', findings.filter(isForPerson), report);
}

function print(title: string, findings: readonly Finding[], report: (line: string) => void): void {
  if (findings.length === 0) return;
  report(`${title} (${findings.length}):`);
  for (const { about, says } of findings.slice(0, most)) report(`  ${about}: ${says}.`);
  if (findings.length > most) report(`  and ${findings.length - most} more.`);
}
