import type { TemplateDiagnostic } from '../findings.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { PluginFacts } from '../model/pluginFacts.ts';
import { validateModel } from '../model/validateModel.ts';
import { editIn, entryAt } from './actionTarget.ts';
import { joinEdits } from './applyTemplateEdits.ts';
import { convertArray } from './convertArray.ts';
import { linesBelow } from './lineEdits.ts';
import { mendsOf } from './mendsOf.ts';
import { extraction } from './moveMends.ts';
import { sectionAt, sectionNamed } from './sectionPlace.ts';
import type { TemplateAction, TemplateActionChange, TemplateActionKind } from './templateAction.ts';
import { possibleTypes } from './typeMends.ts';
import { typedAt } from './valueAt.ts';
import { rangeInValue } from '../templateEntry.ts';
import { sampleOf } from '../rules/typeRules.ts';
import { readValue } from '../rules/valueRules.ts';
import { findValueType } from '../valueTypes.ts';

/** What can be done at a line beside mending: nothing of it is needed. */
export function refactorings(
  model: TemplateModel,
  line: number,
  facts: PluginFacts | undefined,
): readonly TemplateAction[] {
  return [
    ...changeType(model, line),
    ...extractSection(model, line),
    ...wrapValues(model),
    ...declareReads(model, facts),
  ];
}

function action(
  title: string,
  kind: TemplateActionKind,
  change: TemplateActionChange,
): TemplateAction {
  return { title, kind, isPreferred: false, diagnostics: [], change };
}

/** To each other type; the default stays where it can. */
function changeType(model: TemplateModel, line: number): readonly TemplateAction[] {
  const { block, firstLine } = model.blockAt(line);
  const typed = typedAt({ place: entryAt(block, line - firstLine) });
  if (!typed) return [];
  const { start, end } = rangeInValue(typed.entry, 0, typed.array.end);
  return possibleTypes(typed)
    .filter((type) => type !== typed.type)
    .map((type) => {
      const edit = editIn(
        { document: block.document, firstLine },
        start,
        end,
        convertArray(typed, type),
      );
      return action(`Change the type to "${type.name}"`, 'refactor.rewrite', { edits: [edit] });
    });
}

function extractSection(model: TemplateModel, line: number): readonly TemplateAction[] {
  const place = sectionAt(model, line);
  const change = place && extraction(model, place);
  if (!place || !change) return [];
  return [action(`Move [${place.name}] to its own file`, 'refactor.extract', change)];
}

/** A plain ini file becomes a template in one step. */
function wrapValues(model: TemplateModel): readonly TemplateAction[] {
  const plain = validateModel(model).filter(
    ({ code }) => code === 'not-an-array' || code === 'missing-section-header',
  );
  if (!plain.some(({ code }) => code === 'not-an-array')) return [];
  const lists = plain
    .flatMap((each) => [each, ...behindHeader(model, each)])
    .flatMap((each) =>
      mendsOf(model, each)
        .filter(({ isSafe }) => isSafe)
        .slice(0, 1)
        .map(({ change }) => change.edits),
    );
  const title = 'Declare all plain values as variables of a template';
  return [action(title, 'refactor.rewrite', { edits: joinEdits(lists) })];
}

/** A line before the first section is reported for that alone; its value is plain as well. */
function behindHeader(
  model: TemplateModel,
  { code, severity, message, range }: TemplateDiagnostic,
): readonly TemplateDiagnostic[] {
  const { line } = range.start;
  const { block, firstLine } = model.blockAt(line);
  const entry = code === 'missing-section-header' && entryAt(block, line - firstLine)?.entry;
  const value = entry && readValue(entry);
  if (!entry || !value || value.kind !== 'text') return [];
  const { character, start, end } = rangeInValue(entry, value.start, entry.value.length);
  const marked = { start: { line, character }, end: { line, character: character + end - start } };
  return [{ code: 'not-an-array', severity, message, range: marked }];
}

/** The variables that the plugin's code reads and the template lacks. */
function declareReads(
  model: TemplateModel,
  facts: PluginFacts | undefined,
): readonly TemplateAction[] {
  const { kind } = model;
  const place = kind.kind === 'plugin' ? sectionNamed(model, kind.sections[0] ?? '') : undefined;
  if (!place || !facts) return [];
  const missing = undeclared(model, facts);
  if (missing.size === 0) return [];
  const names = [...missing.keys()].join(', ');
  const lines = [...missing].map(([name, array]) => `${name}=${array}`);
  const edits = [linesBelow(model, place.lastLine, lines)];
  return [action(`Declare ${names}, which the plugin reads`, 'refactor.rewrite', { edits })];
}

/** The arrays to declare, by the name as the code has it. */
function undeclared(model: TemplateModel, { reads }: PluginFacts): ReadonlyMap<string, string> {
  const known = new Set(
    model.blocks
      .flatMap(({ block }) => block.readings)
      .flatMap(({ entries }) => entries.map(({ name }) => name.toLowerCase())),
  );
  const missing = new Map<string, string>();
  for (const { name, getter } of reads) {
    if (known.has(name.toLowerCase()) || !/^[A-Za-z_][\w.-]*$/.test(name)) continue;
    const isNumber = getter === 'getConfigInt' || getter === 'getint';
    const type = findValueType(isNumber ? 'int' : 'string');
    if (type && (isNumber || !missing.has(name))) missing.set(name, sampleOf(type));
  }
  return missing;
}
