import { replaceFile } from '../../platform/replaceFile.ts';
import { applyTemplateEdits, fixAll, readTemplate } from '../../template/index.ts';
import type { CheckedFile } from './checkFiles.ts';

/** What one mend brings to light the next round mends. */
const mostRounds = 3;

/** Mends what can be mended safely in every template; answers the paths of the files that changed. */
export async function mendFiles(files: readonly CheckedFile[]): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path, text, isMendable } of files) {
    const mended = isMendable ? mend(text, path) : text;
    if (mended === text) continue;
    await replaceFile(path, mended);
    changed.push(path);
  }
  return changed;
}

function mend(text: string, path: string): string {
  let model = readTemplate(text, path);
  for (let round = 0; round < mostRounds; round++) {
    const edits = fixAll(model);
    if (edits.length === 0) break;
    model = applyTemplateEdits(model, edits);
  }
  return model.text;
}
