import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areTypesOld, typesFolder, typesStamp } from '../../../runtime/scaffold/index.ts';
import type { EditorTypes } from '../../../runtime/scaffold/index.ts';
import type { Mend } from '../../support/mends.ts';
import type { Finding } from './finding.ts';
import { ok, quoted } from './finding.ts';

const layOut: Mend = { title: 'Lay Out an Ockle Project', command: 'ockle.layOutProject' };

/** Looks at the types that make `import … from 'ockle'` known to the editor. */
export async function checkTypes(
  project: string,
  types: () => Promise<EditorTypes>,
): Promise<Finding> {
  const [stamp, tsconfig] = await Promise.all([
    readText(project, typesStamp),
    readText(project, 'tsconfig.json'),
  ]);
  if (stamp === undefined && tsconfig === undefined) {
    return ok('The project has no TypeScript settings, so the editor needs no types of Ockle.');
  }
  if (areTypesOld(stamp, await types())) {
    const what = stamp === undefined ? 'are not there' : 'are of another release';
    return {
      state: 'warning',
      says: `The editor’s types in ${quoted(typesFolder)} ${what}, so TypeScript may not know ${quoted("import … from 'ockle'")}.`,
      mend: 'Lay the project out again: only what is missing or old is written.',
      links: [layOut],
    };
  }
  if (tsconfig === undefined) {
    return {
      state: 'warning',
      says: `There is no ${quoted('tsconfig.json')}, so TypeScript does not find Ockle’s types.`,
      mend: 'Lay the project out again: only what is missing is written.',
      links: [layOut],
    };
  }
  if (!tsconfig.includes(typesFolder)) {
    return {
      state: 'warning',
      says: `${quoted('tsconfig.json')} does not name ${quoted(typesFolder)}, so TypeScript does not find Ockle’s types.`,
      mend: `Add ${quoted(`"paths": { "ockle": ["./${typesFolder}/ockle.d.ts"] }`)} to its ${quoted('compilerOptions')}.`,
    };
  }
  return ok(
    `The types of this release are in ${quoted(typesFolder)}, and ${quoted('tsconfig.json')} names them.`,
  );
}

async function readText(project: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(project, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
