import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CheckResult } from '../../../extension/doctor/checks/finding.ts';
import type { DoctorReport } from '../../../extension/doctor/doctorReport.ts';

/** Runs *Ockle: Doctor* and answers its checks by their titles. */
export async function askDoctor(): Promise<ReadonlyMap<string, CheckResult>> {
  const report = await vscode.commands.executeCommand<DoctorReport | undefined>('ockle.doctor');
  assert.ok(report, 'The doctor has a report.');
  return new Map(report.results.map((result) => [result.title, result]));
}

/** The state of a check, with what it says where it is another than expected. */
export function assertState(
  checks: ReadonlyMap<string, CheckResult>,
  title: string,
  state: CheckResult['state'],
): CheckResult {
  const check = checks.get(title);
  assert.ok(check, `There is a check "${title}".`);
  assert.equal(check.state, state, `${title}: ${check.says}`);
  return check;
}
