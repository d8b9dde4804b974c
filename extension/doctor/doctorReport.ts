import type { Mend } from '../support/mends.ts';
import type { CheckResult, CheckState } from './checks/finding.ts';
import { counted } from './checks/finding.ts';

/** What the doctor found, in the order in which it is read. */
export interface DoctorReport {
  readonly results: readonly CheckResult[];
}

/** Each state in words, and by a sign that differs in shape. */
export const stateWords: Readonly<
  Record<CheckState, { readonly word: string; readonly sign: string }>
> = {
  ok: { word: 'OK', sign: '✓' },
  warning: { word: 'Warning', sign: '!' },
  failed: { word: 'Failed', sign: '✗' },
  skipped: { word: 'Not looked at', sign: '–' },
};

/** Heading of what comes first. */
const toMend = 'To mend';

/** The results under their headings: what is to mend first, the worst of it before the rest. */
export function groupsOf({ results }: DoctorReport): ReadonlyMap<string, readonly CheckResult[]> {
  const failed = results.filter(({ state }) => state === 'failed');
  const warnings = results.filter(({ state }) => state === 'warning');
  const others = results.filter(({ state }) => state === 'ok' || state === 'skipped');
  const groups = new Map<string, CheckResult[]>();
  if (failed.length + warnings.length > 0) groups.set(toMend, [...failed, ...warnings]);
  for (const result of others) {
    const group = groups.get(result.group);
    if (group) group.push(result);
    else groups.set(result.group, [result]);
  }
  return groups;
}

/** The title, with the group behind it where the heading is another one. */
function titleUnder(heading: string, { group, title }: CheckResult): string {
  return heading === group ? title : `${title} · ${group}`;
}

/** One sentence for the whole. */
export function summaryOf({ results }: DoctorReport): string {
  const count = (state: CheckState): number =>
    results.filter((result) => result.state === state).length;
  const [failed, warnings, skipped] = [count('failed'), count('warning'), count('skipped')];
  const left = skipped > 0 ? ` ${counted(skipped, 'check was', 'checks were')} left out.` : '';
  if (failed + warnings === 0)
    return `${skipped > 0 ? 'What was looked at is' : 'Everything is'} as it should be.${left}`;
  const parts = [
    failed > 0 ? `${counted(failed, 'thing')} to mend` : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ].filter((part) => part !== '');
  return `${parts.join(', ')}; ${count('ok')} of ${results.length} checks are fine.${left}`;
}

/** The report as Markdown, for the log and for whoever is asked for help. */
export function reportText(report: DoctorReport): string {
  const lines = ['# Ockle: Doctor', '', summaryOf(report)];
  for (const [group, results] of groupsOf(report)) {
    lines.push('', `## ${group}`, '');
    for (const result of results) {
      const { state, says, mend, links = [] } = result;
      const { word, sign } = stateWords[state];
      lines.push(`- ${sign} **${titleUnder(group, result)}**, ${word}: ${says}`);
      if (mend !== undefined) lines.push(`  To mend: ${mend}`);
      if (links.length > 0) lines.push(`  Commands: ${links.map(nameOf).join(', ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function nameOf({ title }: Mend): string {
  return title;
}
