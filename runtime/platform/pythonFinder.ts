import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parse as parsePath, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'ini';
import { childEnvironment } from '../protocol/childEnvironment.ts';
import { pythonOnPath } from './guessPython.ts';

/** An interpreter that was asked about itself. */
export interface Python {
  /** Absolute path of the interpreter itself, not of a shim. */
  readonly command: string;
  /** E.g. `3.11.2`. */
  readonly version: string;
  readonly hasDebugpy: boolean;
}

/** The interpreter to use, or why there is none. */
export type PythonSearch =
  | { readonly kind: 'found'; readonly python: Python }
  | { readonly kind: 'missing'; readonly message: string };

/** Where to look. */
export interface PythonPlaces {
  /** What the user set as `ockle.python.path`; nothing else is tried then. */
  readonly explicitPath?: string | undefined;
  readonly project: string;
  /** Milliseconds that each interpreter has to answer; 15 s when absent. */
  readonly patience?: number;
}

interface Candidate {
  readonly command: string;
  /** Asked for by the user or the project: taken even when another one could debug. */
  readonly chosen: boolean;
  readonly about: string;
}

type Probe = { readonly python: Python } | { readonly reason: string };

/** Oldest version the plugin host runs on. */
const oldest = [3, 8] as const;
const usualPatience = 15_000;

const question = `
import json, sys
try:
    import debugpy
    has = True
except Exception:
    has = False
print(json.dumps([sys.executable, list(sys.version_info[:3]), has]))
`;

/** Finds the Python of a project once and remembers it. */
export class PythonFinder {
  readonly #places: PythonPlaces;
  readonly #probes = new Map<string, Promise<Probe>>();

  constructor(places: PythonPlaces) {
    this.#places = places;
  }

  /** For debugging an interpreter with debugpy is preferred, unless user or project chose one. */
  async find({ forDebugging }: { readonly forDebugging: boolean }): Promise<PythonSearch> {
    const tried: string[] = [];
    let fallback: Python | undefined;
    const candidates = await this.#candidates();
    // What is first on the PATH is often a slow script that leads to a Python without debugpy.
    const areAllAsked = forDebugging && !candidates[0]?.chosen;
    if (areAllAsked) for (const { command } of candidates) void this.#probe(command);
    for (const candidate of candidates) {
      const probe = await this.#probe(candidate.command);
      if ('reason' in probe) {
        tried.push(`${candidate.about}: ${probe.reason}`);
        continue;
      }
      if (candidate.chosen || !forDebugging || probe.python.hasDebugpy) {
        return { kind: 'found', python: probe.python };
      }
      fallback ??= probe.python;
    }
    if (fallback) return { kind: 'found', python: fallback };
    return { kind: 'missing', message: missingMessage(tried) };
  }

  async #candidates(): Promise<readonly Candidate[]> {
    const { explicitPath, project } = this.#places;
    if (explicitPath) {
      return [
        { command: explicitPath, chosen: true, about: `${explicitPath} (ockle.python.path)` },
      ];
    }
    // Asked itself, not by way of pyenv's stand-in, which takes as long as it does.
    const command = pythonOnPath() ?? 'python3';
    const onPath = { command, chosen: false, about: 'python3 on the PATH' };
    const system = { command: '/usr/bin/python3', chosen: false, about: '/usr/bin/python3' };
    const environment = await virtualEnvironment(join(project, '.venv'));
    return [environment ?? [], onPath, process.platform === 'win32' ? [] : system].flat();
  }

  #probe(command: string): Promise<Probe> {
    const known = this.#probes.get(command);
    if (known) return known;
    const probe = probePython(command, this.#places.patience ?? usualPatience);
    this.#probes.set(command, probe);
    return probe;
  }
}

/** A folder is a virtual environment when it has a readable pyvenv.cfg. */
async function virtualEnvironment(folder: string): Promise<Candidate | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, 'pyvenv.cfg'), 'utf8');
  } catch {
    return undefined;
  }
  const home: unknown = parse(text)['home'];
  const command =
    process.platform === 'win32'
      ? join(folder, 'Scripts', 'python.exe')
      : join(folder, 'bin', 'python');
  const origin = typeof home === 'string' ? `, made from ${home}` : '';
  return { command, chosen: true, about: `${command} (the project's .venv${origin})` };
}

async function probePython(command: string, patience: number): Promise<Probe> {
  try {
    const { stdout } = await promisify(execFile)(command, ['-c', question], {
      // Not the project: its files must not be imported in place of debugpy.
      cwd: parsePath(process.execPath).root,
      env: childEnvironment({}),
      timeout: patience,
      // A program that is no Python may refuse to hear anything less.
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    return readAnswer(stdout);
  } catch (thrown) {
    return { reason: whyNot(thrown, patience) };
  }
}

function readAnswer(stdout: string): Probe {
  const [command, version, hasDebugpy] = JSON.parse(stdout) as [string, number[], boolean];
  const [major = 0, minor = 0] = version;
  const text = version.join('.');
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return { reason: `it is Python ${text}, ${oldest.join('.')} or newer is needed` };
  }
  return { python: { command, version: text, hasDebugpy } };
}

function whyNot(thrown: unknown, patience: number): string {
  const error = thrown as NodeJS.ErrnoException & { killed?: boolean; stderr?: string };
  if (error.code === 'ENOENT') return 'not there';
  if (error.killed) return `no answer within ${patience / 1000} s`;
  const lastLine = error.stderr?.trim().split('\n').at(-1);
  return lastLine === undefined || lastLine === '' ? error.message : lastLine;
}

function missingMessage(tried: readonly string[]): string {
  return [
    `No Python ${oldest.join('.')} or newer was found. Tried:`,
    ...tried.map((line) => `  - ${line}`),
    'Install Python 3, or name its interpreter in the setting “ockle.python.path”.',
  ].join('\n');
}
