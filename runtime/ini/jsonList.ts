import type { EditProblem } from './iniEdit.ts';
import type { IniOption } from './iniModel.ts';

/** The items of a JSON list as an option holds it; `%%` is how ConfigParser writes one percent sign. */
export function readList(raw: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(raw.replaceAll('%%', '%'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why an option cannot be changed as a list. */
export function notAList(section: string, option: IniOption): EditProblem {
  return {
    code: 'not-a-json-list',
    message: `Line ${option.nameRange.line + 1}: "${option.name}" in section [${section}] is no JSON list, so nothing in it was changed. Write it as ${option.name} = ["First", "Second"].`,
    range: option.valueRange,
  };
}
