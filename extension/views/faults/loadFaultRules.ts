import * as vscode from 'vscode';
import { readFaultFile } from '../../../runtime/protocol/index.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import { failures, type Failure } from '../../support/failures.ts';
import { workspaceReader } from '../workspaceReader.ts';

/** Where a project keeps the faults of its simulated rack. */
const rulesFile = 'faults.json';

/** Adds the faults of the project's rules file; one that has a mistake adds none. */
export async function loadFaultRules(
  { project, request }: DaemonConnection,
  report: (failure: Failure) => void,
): Promise<void> {
  const reader = workspaceReader(vscode.Uri.file(project));
  const file = reader.toAbsolute(rulesFile);
  const text = await reader.readText(rulesFile);
  if (text === undefined) {
    const missing = 'there is no such file. Write one such as {"faults": []}';
    report(failures.faultRulesNotRead(file, missing));
    return;
  }
  const { faults, seed, problems } = readFaultFile(text, file);
  const [problem] = problems;
  if (problem) {
    const at = `${rulesFile}:${problem.source?.line ?? 1}`;
    report(failures.faultRulesNotRead(at, problem.message.replace(/\.$/, '')));
    return;
  }
  await request('addFaults', {
    faults: faults.map(({ rule }) => rule),
    ...(seed !== undefined && { seed }),
  });
}
