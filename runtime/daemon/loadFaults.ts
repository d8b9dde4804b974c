import { errorCode, errorMessage } from '../base/codedError.ts';
import { readProjectFile } from '../config/readProjectFile.ts';
import type { Problem } from '../protocol/index.ts';
import { readFaultFile } from '../protocol/index.ts';
import type { FaultDesk } from './faultDesk.ts';

/** Adds the faults of a file; answers what of it cannot be, which is left out. */
export async function loadFaults(
  file: string | undefined,
  desk: FaultDesk,
): Promise<readonly Problem[]> {
  if (file === undefined) return [];
  const content = await readProjectFile(file);
  if (content.kind === 'unreadable') return [content.problem];
  if (content.kind === 'missing') return [fileMissing(file)];
  const { seed, faults, problems } = readFaultFile(content.text, file);
  const found = [...problems];
  await desk.add([], seed, { kind: 'daemon', file });
  for (const { rule, line } of faults) {
    try {
      await desk.add([rule], undefined, { kind: 'daemon', file, line });
    } catch (error) {
      const source = { file, line };
      const message = errorMessage(error);
      found.push({ code: errorCode(error), severity: 'error', message, source });
    }
  }
  return found;
}

function fileMissing(file: string): Problem {
  return {
    code: 'fault-file-missing',
    severity: 'error',
    message: `There is no file ${file} with faults. Name one that exists after --faults.`,
  };
}
