import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { errorCode } from '../../base/codedError.ts';
import { readShippedTemplates } from '../readShippedPlugins.ts';
import type { CheckedFiles } from './checkFiles.ts';
import { checkFiles } from './checkFiles.ts';
import { projectAbove } from './findFiles.ts';
import { mendFiles } from './mendFiles.ts';
import { toJson, toLines } from './toReport.ts';

/** Where `ockle validate` writes. */
interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** What `ockle validate` may be told. */
export const validateUsage = `  ockle validate [<folder or file>] [--json] [--fix]
      Checks ini templates, etc/config.ini and what plugins read; the project around here without a
      folder. --fix mends what is safe to mend. Exit code 1 when there are errors.`;

/**
 * Checks the files below a folder and writes what is wrong with them; answers the exit code: 0 for no
 * errors, 1 for some, 2 for arguments that cannot be.
 */
export async function validateCommand(
  args: readonly string[],
  dist: string,
  { out, err }: Output,
): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') return refuse(request, err);
  const folder = request.target ?? (await projectAbove(process.cwd())) ?? '.';
  const target = resolve(folder);
  const options = { shipped: await readShippedTemplates(dist) };
  let checked: CheckedFiles;
  try {
    checked = await checkFiles(target, options);
  } catch (error) {
    return refuse(`${folder} cannot be read: the system says ${errorCode(error)}.`, err);
  }
  const mended = request.isFix ? await mendFiles(checked.files) : [];
  if (mended.length > 0) checked = await checkFiles(target, options);
  for (const { path, reason } of checked.unread) err(`${path} cannot be checked: ${reason}.`);
  if (request.isJson) out(toJson(checked));
  else for (const line of toLines(checked, mended)) out(line);
  const hasErrors = checked.files.some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => severity === 'error'),
  );
  return hasErrors || checked.unread.length > 0 ? 1 : 0;
}

interface Request {
  readonly target: string | undefined;
  readonly isJson: boolean;
  readonly isFix: boolean;
}

/** What the arguments ask for, or what is wrong with them. */
function readRequest(args: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, fix: { type: 'boolean' } },
    });
    if (positionals.length > 1) return 'Name one folder or file.';
    return { target: positionals[0], isJson: values.json === true, isFix: values.fix === true };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(message: string, err: Output['err']): number {
  err(message);
  err(`Usage:\n${validateUsage}`);
  return 2;
}
