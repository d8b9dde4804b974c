import type {
  TemplateAction,
  TemplateActionChange,
  TemplateDiagnostic,
} from '../../template/index.ts';
import { isMendable } from '../finding.ts';
import { Guesses } from '../guesses.ts';
import type { ProjectIndex } from '../projectIndex.ts';
import { classNameOf } from '../projectIndex.ts';
import type { TemplateFile } from '../templateFile.ts';
import { newPluginCode } from './newPluginCode.ts';
import { moveSection } from './moveSection.ts';

/** What can be done about findings that concern more than one file, the best first. */
export function projectActions(
  path: string,
  found: readonly TemplateDiagnostic[],
  project: ProjectIndex,
): readonly TemplateAction[] {
  return found.flatMap((each) => {
    const file = project.templates.get(path);
    return [...inPlace(each), ...(file ? acrossFiles(each, file, project) : [])];
  });
}

/** Puts another text in the place of what is marked. */
function inPlace(found: TemplateDiagnostic): readonly TemplateAction[] {
  if (!isMendable(found)) return [];
  const { range, replacement: text } = found;
  return [action(`Change to ${text}`, found, { edits: [{ ...range, text }] }, true)];
}

function acrossFiles(
  found: TemplateDiagnostic,
  file: TemplateFile,
  project: ProjectIndex,
): readonly TemplateAction[] {
  switch (found.code) {
    case 'template-file-case':
      return renames(found, classNameOf(file.plugin ?? '', project), project, true);
    case 'unknown-plugin-class':
      return [
        ...renames(found, orphanLike(file.plugin ?? '', project), project, false),
        ...creations(found, file, project),
      ];
    case 'plugin-section-in-main-template':
      return extraction(found, file);
    default:
      return [];
  }
}

function renames(
  found: TemplateDiagnostic,
  name: string | undefined,
  project: ProjectIndex,
  isPreferred: boolean,
): readonly TemplateAction[] {
  if (name === undefined || project.pluginTemplate(name)) return [];
  const change = {
    edits: [{ ...found.range, text: `plugins.${name}` }],
    renameTo: `src/config/plugins/${name}.ini`,
  };
  return [action(`Rename the file to ${name}.ini`, found, change, isPreferred)];
}

/** A plugin without a template whose name is near. */
function orphanLike(plugin: string, project: ProjectIndex): string | undefined {
  const orphans = [...project.code.classNames()].filter(
    (name) => project.code.isPlugin(name) && !project.pluginTemplate(name),
  );
  return new Guesses().nearest(plugin, orphans);
}

const languages = [
  ['python', 'py', 'Python'],
  ['typescript', 'ts', 'TypeScript'],
] as const;

function creations(
  found: TemplateDiagnostic,
  file: TemplateFile,
  project: ProjectIndex,
): readonly TemplateAction[] {
  const { plugin = '' } = file;
  if (!/^[A-Za-z_]\w*$/.test(plugin) || project.code.class(plugin)) return [];
  const variables = file.section(`plugins.${plugin}`)?.section.variables ?? [];
  return languages.flatMap(([language, extension, name]) => {
    const path = `${project.pluginFolder}${plugin}.${extension}`;
    if (project.code.file(path)) return [];
    const newFiles = [{ path, text: newPluginCode(plugin, language, variables) }];
    return [action(`Create ${plugin} in ${name}`, found, { edits: [], newFiles }, false)];
  });
}

function extraction(found: TemplateDiagnostic, file: TemplateFile): readonly TemplateAction[] {
  const moved = moveSection(file.model, found.range.start.line);
  if (!moved) return [];
  const path = `src/config/plugins/${moved.plugin}.ini`;
  const change = { edits: [moved.edit], newFiles: [{ path, text: moved.text }] };
  return [action(`Move the section to plugins/${moved.plugin}.ini`, found, change, true)];
}

function action(
  title: string,
  found: TemplateDiagnostic,
  change: TemplateActionChange,
  isPreferred: boolean,
): TemplateAction {
  return { title, kind: 'quickfix', isPreferred, diagnostics: [found], change };
}
