import * as vscode from 'vscode';
import { contributions, registerCommand } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { failures, type Failure } from '../support/failures.ts';
import type { Doctor } from './doctorCommand.ts';
import type { DoctorReport } from './doctorReport.ts';
import type { DoctorSources } from './gatherChecks.ts';

/** What the doctor's commands need. */
export interface DoctorDependencies extends DoctorSources {
  readonly report: (failure: Failure) => void;
  readonly log: Pick<vscode.LogOutputChannel, 'info'>;
}

/** Registers *Ockle: Doctor*, which answers its report, and the copying of it; both are loaded when asked for. */
export function registerDoctor(dependencies: DoctorDependencies): Releasable {
  const store = new DisposableStore();
  let loaded: Promise<Doctor> | undefined;
  const load = async (): Promise<Doctor> => {
    const { Doctor } = await import('./doctorCommand.ts');
    return store.add(new Doctor(dependencies, dependencies.log));
  };
  const doctor = (): Promise<Doctor> => (loaded ??= load());
  const examine = async (): Promise<DoctorReport | undefined> => {
    try {
      return await (await doctor()).examine();
    } catch (error) {
      dependencies.report(failures.doctorFailed(error));
      return undefined;
    }
  };
  const copy = async (): Promise<void> => (await doctor()).copy();
  store.add(registerCommand(vscode.commands, contributions.commands.doctor, examine));
  store.add(vscode.commands.registerCommand('ockle.copyDoctorReport', copy));
  return store;
}
