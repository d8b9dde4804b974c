export { addToJsonList } from './addToJsonList.ts';
export { isBlank, isWideBlank, skipBlanks, trimBlanks } from './blank.ts';
export { defaultSectionName, IniDocument } from './iniDocument.ts';
export type { EditProblem, EditResult } from './iniEdit.ts';
export type {
  IniComment,
  IniHeader,
  IniLineEnd,
  IniOption,
  IniPosition,
  IniProblem,
  IniProblemCode,
  IniRange,
  IniResult,
  IniSection,
} from './iniModel.ts';
export type { InterpolationProblem } from './interpolate.ts';
export { escapePercent, interpolate } from './interpolate.ts';
export type { LineTable } from './lineTable.ts';
export { offsetAt, readLineTable } from './lineTable.ts';
export { placeInValue, valueParts } from './optionText.ts';
export { parseIni } from './parseIni.ts';
export { removeFromJsonList } from './removeFromJsonList.ts';
export { removeOption } from './removeOption.ts';
export { removeSection } from './removeSection.ts';
export { setOption } from './setOption.ts';
export type { OptionTexts } from './setOptions.ts';
export { setOptions } from './setOptions.ts';
export type { TextEdit } from './textEdit.ts';
export { applyEdits } from './textEdit.ts';
