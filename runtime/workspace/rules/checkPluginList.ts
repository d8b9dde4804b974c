import type { IniDocument, IniOption } from '../../ini/index.ts';
import { placeInValue } from '../../ini/index.ts';
import type { TemplateDiagnostic, TemplateRange } from '../../template/index.ts';
import { readJsonArray } from '../../template/index.ts';
import { rangeInFile } from '../declaredSections.ts';
import { finding, guessOr } from '../finding.ts';
import type { Guesses } from '../guesses.ts';
import type { ProjectIndex } from '../projectIndex.ts';
import { readLiteral } from './valueMisfit.ts';

/** Whose list it is, and what it may name. */
interface ListContext {
  readonly config: { readonly document: IniDocument };
  readonly project: ProjectIndex;
  readonly guesses: Guesses;
}

/** What is wrong with the list of enabled plugins. */
export function checkPluginList(
  option: IniOption,
  { config: { document }, project, guesses }: ListContext,
): readonly TemplateDiagnostic[] {
  const entries = readEntries(option);
  if (!entries) return [notAList(option)];
  const seen = new Set<string>();
  return entries.flatMap(({ name, start, end }) => {
    const range = rangeOf(option, document, start, end);
    if (!project.isKnownPlugin(name)) return [missing(name, range, project, guesses)];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `"${name}" is listed twice and loaded once. Remove one entry.`;
    return [finding('config-pluginlist-duplicate', range, message)];
  });
}

interface Entry {
  readonly name: string;
  /** Offsets in the value. */
  readonly start: number;
  readonly end: number;
}

function readEntries({ value }: IniOption): readonly Entry[] | undefined {
  if (!value.startsWith('[')) return undefined;
  const { elements, errors, isClosed, end } = readJsonArray(value);
  if (errors.length > 0 || !isClosed || end !== value.length) return undefined;
  const entries = elements.flatMap((each) =>
    typeof each.value === 'string' && each.kind === 'string'
      ? [{ name: each.value, start: each.start, end: each.end }]
      : [],
  );
  return entries.length === elements.length ? entries : undefined;
}

function notAList(option: IniOption): TemplateDiagnostic {
  const { value, valueRange, nameRange } = option;
  const isEmpty = valueRange.start === valueRange.end;
  const range = rangeInFile(isEmpty ? nameRange : valueRange, 0);
  if (readLiteral(value) !== undefined) {
    const message = 'Template syntax stands in the place of the list. Write ["First", "Second"].';
    return finding('config-template-literal', range, message);
  }
  const names = value.split(/[,\s]+/).filter((word) => /^\w+$/.test(word));
  const isPlain = option.continuation.length === 0 && /^[\w\s,]+$/.test(value);
  const message = `pluginList is no JSON list of names, so the original loads no plugin at all. Write it as ["First", "Second"].`;
  return finding('config-pluginlist-json', range, message, {
    fix: isPlain && names.length > 0 ? JSON.stringify(names) : undefined,
  });
}

function missing(
  name: string,
  range: TemplateRange,
  project: ProjectIndex,
  guesses: Guesses,
): TemplateDiagnostic {
  const guess = guesses.nearest(name, pluginNames(project));
  const advice = guessOr(guess, 'Mend the name, create the plugin, or remove the entry.');
  const reason = project.code.class(name)
    ? `The class ${name} does not extend ModuleTemplate`
    : `There is no plugin class "${name}"`;
  return finding('config-plugin-missing', range, `${reason}. ${advice}`, {
    fix: guess === undefined ? undefined : JSON.stringify(guess),
  });
}

/** Not gathered before somebody looks at them. */
function* pluginNames(project: ProjectIndex): Iterable<string> {
  yield* project.pluginNames();
}

/** A stretch of the value that is in one line, as a range of the file. */
function rangeOf(
  option: IniOption,
  document: IniDocument,
  start: number,
  end: number,
): TemplateRange {
  const { offset } = placeInValue(option, start);
  const place = document.positionAt(offset);
  return { start: place, end: { line: place.line, character: place.character + end - start } };
}
