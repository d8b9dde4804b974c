import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** Where to look, as for `PythonFinder`. */
interface GuessPlaces {
  readonly explicitPath?: string | undefined;
  readonly project: string;
  readonly forDebugging?: boolean;
}

/**
 * The interpreter that `PythonFinder` will probably find, without starting any: it has to be asked
 * still. Nothing where that cannot be told from files.
 */
export function guessPython({
  explicitPath,
  project,
  forDebugging = false,
}: GuessPlaces): string | undefined {
  if (explicitPath) return isAbsolute(explicitPath) ? explicitPath : undefined;
  if (process.platform === 'win32') return undefined;
  if (existsSync(join(project, '.venv/pyvenv.cfg'))) return join(project, '.venv/bin/python');
  const first = pythonOnPath();
  if (!forDebugging) return first;
  return [first, '/usr/bin/python3'].find((each) => each !== undefined && seemsToHaveDebugpy(each));
}

/** Whether debugpy is installed where an interpreter, or Debian for it, keeps modules. */
function seemsToHaveDebugpy(python: string): boolean {
  const prefix = dirname(dirname(python));
  return [join(prefix, 'lib'), join(prefix, 'local/lib')].some((lib) => {
    const versions = existsSync(lib)
      ? readdirSync(lib).filter((each) => /^python3/.test(each))
      : [];
    return versions.some((version) =>
      ['site-packages', 'dist-packages'].some((packages) =>
        existsSync(join(lib, version, packages, 'debugpy')),
      ),
    );
  });
}

/** The interpreter that `python3` starts; nothing where that is a script that is not known. */
export function pythonOnPath(): string | undefined {
  if (process.platform === 'win32') return undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'python3')).find(isProgram);
  if (found === undefined || !isAbsolute(found)) return undefined;
  try {
    return isScript(found) ? behindShim(found) : found;
  } catch {
    return undefined;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isScript(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const begin = Buffer.alloc(2);
    readSync(file, begin, 0, 2, 0);
    return begin.toString('latin1') === '#!';
  } finally {
    closeSync(file);
  }
}

/** What pyenv's stand-in starts outside of any project. */
function behindShim(path: string): string | undefined {
  const root = dirname(dirname(path));
  if (!existsSync(join(root, 'versions'))) return undefined;
  const named = process.env['PYENV_VERSION'] ?? readFileSync(join(root, 'version'), 'utf8');
  const [version = ''] = named.trim().split(/[\s:]/);
  const python = join(root, 'versions', version, 'bin/python3');
  return version !== '' && existsSync(python) ? python : undefined;
}
