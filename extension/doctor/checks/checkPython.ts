import { PythonFinder, type Python } from '../../../runtime/platform/pythonFinder.ts';
import { openSetting } from '../../support/mends.ts';
import { askProgram } from './askProgram.ts';
import type { Finding } from './finding.ts';
import { ok, quoted } from './finding.ts';
import { asSentence } from './runChecks.ts';

const setting = openSetting('ockle.python.path');

/** Whose Python is looked for. */
export interface PythonQuestion {
  /** `ockle.python.path`; empty to search as the daemon does. */
  readonly explicitPath: string;
  readonly project: string;
  /** Whether the extension Python Debugger is there, which has a debugpy of its own. */
  readonly hasDebuggerExtension: boolean;
  /** Milliseconds that each interpreter has to answer. */
  readonly patience: number;
}

/** Looks at the Python that runs and debugs plugins, each interpreter once. */
export class PythonChecks {
  readonly #question: PythonQuestion;
  readonly #finder: PythonFinder;

  constructor(question: PythonQuestion) {
    this.#question = question;
    this.#finder = new PythonFinder(question);
  }

  /** The interpreter that runs Python plugins. */
  async checkPython(): Promise<Finding> {
    const search = await this.#finder.find({ forDebugging: false });
    if (search.kind === 'found') {
      return ok(`Python ${search.python.version} starts: ${this.#placeOf(search.python)}.`);
    }
    const [, ...tried] = search.message.split('\n').slice(0, -1);
    const lines = tried.map((line) => asSentence(line.replace(/^\s*- /, '')));
    return {
      state: 'failed',
      says: `No Python 3.8 or newer was found, so Python plugins cannot run. ${lines.join(' ')}`,
      mend: 'Install Python 3 from python.org, or name its interpreter in the setting `ockle.python.path`.',
      links: [setting],
    };
  }

  /** The debugpy that lets breakpoints stop in Python plugins. */
  async checkDebugpy(signal: AbortSignal): Promise<Finding> {
    const search = await this.#finder.find({ forDebugging: true });
    if (search.kind === 'missing') {
      return { state: 'skipped', says: 'Not looked at: there is no Python to have it.' };
    }
    const { python } = search;
    if (!python.hasDebugpy) return this.#withoutDebugpy(python);
    const { patience } = this.#question;
    const { command } = python;
    const args = ['-c', 'import debugpy; print(debugpy.__version__); print(debugpy.__file__)'];
    const answer = await askProgram({ command, args, patience, signal });
    const [version = '?', file = '?'] = answer.split('\n');
    return ok(
      `debugpy ${version} of Python ${python.version} (${quoted(command)}): ${quoted(file)}.`,
    );
  }

  #withoutDebugpy({ command, version }: Python): Finding {
    const elsewhere = this.#question.hasDebuggerExtension
      ? ' The one inside the extension Python Debugger is for that extension alone.'
      : '';
    return {
      state: 'warning',
      says: `Python ${version} (${quoted(command)}) has no debugpy: Python plugins run, but breakpoints do not stop in them.${elsewhere}`,
      mend: `Run ${quoted(`${command} -m pip install debugpy`)} in a terminal, or name a Python that has it in the setting \`ockle.python.path\`.`,
      links: [setting],
    };
  }

  #placeOf({ command }: Python): string {
    const { explicitPath } = this.#question;
    const origin =
      explicitPath === '' ? 'found by searching' : 'by the setting `ockle.python.path`';
    return `${quoted(command)}, ${origin}`;
  }
}
