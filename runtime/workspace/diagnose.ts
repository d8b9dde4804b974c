import type {
  SeverityOptions,
  TemplateDiagnostic,
  TemplateModel,
  TemplateRange,
} from '../template/index.ts';
import {
  adjustDiagnostics,
  applySeverities,
  byPlace,
  templateRules,
  validateModel,
} from '../template/index.ts';
import type { FileRole } from './fileRole.ts';
import type { ProjectIndex } from './projectIndex.ts';
import { checkCodeFile } from './rules/checkCodeFile.ts';
import { checkConfigFile } from './rules/checkConfigFile.ts';
import { checkServerFile } from './rules/checkServerFile.ts';
import { checkStrayFile } from './rules/checkStrayFile.ts';
import { checkTemplateFile } from './rules/checkTemplateFile.ts';

/** More would help nobody and stall the editor. */
const mostFindings = 1000;

/** Everything there is to say of one file of a project, in order of place. */
export function diagnose(
  path: string,
  role: FileRole,
  project: ProjectIndex,
  options: SeverityOptions,
): readonly TemplateDiagnostic[] {
  if (role === 'template') return diagnoseTemplate(path, project, options);
  if (role === 'config') return diagnoseConfig(project, options);
  return applySeverities(toList(diagnosePlain(path, role, project)), options);
}

function diagnosePlain(
  path: string,
  role: FileRole,
  project: ProjectIndex,
): readonly TemplateDiagnostic[] {
  const code = project.code.file(path);
  if (role === 'code') return code ? checkCodeFile(code, project) : [];
  if (role === 'stray') return checkStrayFile(path, project.strays.get(path) ?? '');
  return checkServerFile(path, project.objects, project.folders);
}

function diagnoseTemplate(
  path: string,
  project: ProjectIndex,
  options: SeverityOptions,
): readonly TemplateDiagnostic[] {
  const file = project.templates.get(path);
  if (!file) return [];
  const { model } = file;
  const own = validateModel(model, options);
  const across = checkTemplateFile(file, project);
  const misspelt = across.find(({ code }) => code === 'template-file-case');
  // The section is right then, and only the file's name is wrong.
  const kept = own.filter(
    ({ code, range }) =>
      code !== 'wrong-section-name' || !misspelt || keyOf(range) !== keyOf(misspelt.range),
  );
  return join(model, kept, toList(unclaimed(across, kept)), options);
}

function diagnoseConfig(
  project: ProjectIndex,
  options: SeverityOptions,
): readonly TemplateDiagnostic[] {
  const { config } = project;
  if (!config) return [];
  const found = toList(checkConfigFile(config, project));
  const own = found.filter(isOfText);
  const across = unclaimed(
    found.filter((each) => !isOfText(each)),
    own,
  );
  const { model } = config;
  return join(model, adjustDiagnostics(model, own, options), across, options);
}

function isOfText({ code }: TemplateDiagnostic): boolean {
  return templateRules[code].scope !== 'project';
}

/** What a file tells by itself, adjusted already, and what others tell of it, which is not. */
function join(
  model: TemplateModel,
  own: readonly TemplateDiagnostic[],
  across: readonly TemplateDiagnostic[],
  options: SeverityOptions,
): readonly TemplateDiagnostic[] {
  const left = across.slice(0, Math.max(0, mostFindings - own.length));
  return [...own, ...adjustDiagnostics(model, left, { ...options, scope: 'project' })].sort(
    byPlace,
  );
}

/** The findings about elements that nothing else has been said of. */
function unclaimed(
  found: readonly TemplateDiagnostic[],
  others: readonly TemplateDiagnostic[],
): readonly TemplateDiagnostic[] {
  const claimed = new Set(others.map(({ range }) => keyOf(range)));
  return found.filter(({ range }) => !claimed.has(keyOf(range)));
}

function keyOf({ start, end }: TemplateRange): string {
  return `${start.line}:${start.character}:${end.character}`;
}

/** In order of place, and no more than anybody reads. */
function toList(found: readonly TemplateDiagnostic[]): readonly TemplateDiagnostic[] {
  return found.toSorted(byPlace).slice(0, mostFindings);
}
