import { isShippedPlugin } from '../../project/index.ts';
import type { TemplateDiagnostic } from '../../template/index.ts';
import type { PlacedSection } from '../declaredSections.ts';
import { rangeInFile } from '../declaredSections.ts';
import { finding } from '../finding.ts';
import type { ProjectIndex } from '../projectIndex.ts';
import { classNameOf, mainTemplatePath, pluginOf } from '../projectIndex.ts';
import type { TemplateFile } from '../templateFile.ts';

/** What the other files of a project tell of a template. */
export function checkTemplateFile(
  file: TemplateFile,
  project: ProjectIndex,
): readonly TemplateDiagnostic[] {
  const { plugin } = file;
  if (plugin === undefined && file.path !== mainTemplatePath) return [];
  const unknown = plugin === undefined ? undefined : checkClass(file, plugin, project);
  return [
    ...(unknown ? [unknown] : []),
    ...file.sections.flatMap((each) => checkSection(file, each, project)),
  ];
}

/** The class that a plugin's template is for. */
function checkClass(
  file: TemplateFile,
  plugin: string,
  project: ProjectIndex,
): TemplateDiagnostic | undefined {
  if (!project.isProject || project.isKnownPlugin(plugin)) return undefined;
  const [first] = file.sections;
  const otherCase = classNameOf(plugin, project);
  const section =
    file.section(`plugins.${plugin}`) ?? file.section(`plugins.${otherCase ?? plugin}`) ?? first;
  if (!section) return undefined;
  const range = rangeInFile(section.section.range, section.firstLine);
  if (otherCase !== undefined) {
    const message = `The class is called ${otherCase}, so this file must be ${otherCase}.ini: not every system finds it by another spelling. Rename the file.`;
    return finding('template-file-case', range, message);
  }
  const message = project.code.class(plugin)
    ? `The class ${plugin} does not extend ModuleTemplate, so it is no plugin. Let it extend ModuleTemplate, or rename the file.`
    : `There is no plugin class ${plugin}. Write one that extends ModuleTemplate, or rename the file.`;
  return finding('unknown-plugin-class', range, message);
}

function checkSection(
  file: TemplateFile,
  placed: PlacedSection,
  project: ProjectIndex,
): readonly TemplateDiagnostic[] {
  const { section, firstLine } = placed;
  const owner = pluginOf(section.name);
  const unused = owner === undefined ? [] : checkUnused(placed, owner, project);
  if (file.section(section.name) !== placed) return unused;
  const other = project.holdersOf(section.name).find((path) => path !== file.path);
  const range = rangeInFile(section.range, firstLine);
  if (other !== undefined) return [duplicate(section.name, other, range, project), ...unused];
  if (file.path !== mainTemplatePath || owner === undefined || isShippedPlugin(owner)) {
    return unused;
  }
  const message = `The original looks for defaults of ${owner} in plugins/${owner}.ini alone. Move this section to that file.`;
  return [finding('plugin-section-in-main-template', range, message), ...unused];
}

function duplicate(
  name: string,
  other: string,
  range: TemplateDiagnostic['range'],
  project: ProjectIndex,
): TemplateDiagnostic {
  const there = project.templates.get(other)?.section(name);
  const message = `${other} has a section [${name}] too, and the file that is read last wins. Move the lines into one of them.`;
  const related = there && {
    file: other,
    range: rangeInFile(there.section.range, there.firstLine),
    message: 'The other section is here.',
  };
  return finding('duplicate-template-section', range, message, related ? { related } : {});
}

/** Variables that no code reads, where all code that may read them can be seen. */
function checkUnused(
  { section, firstLine }: PlacedSection,
  plugin: string,
  { code }: ProjectIndex,
): readonly TemplateDiagnostic[] {
  if (!code.isPlugin(plugin)) return [];
  const { reads, hasDynamic } = code.readsOf(plugin);
  if (hasDynamic) return [];
  const names = new Set(reads.map(({ read }) => read.name?.toLowerCase()));
  return section.variables
    .filter(({ key }) => !names.has(key) && !code.isReadLoosely(key))
    .map(({ name, range }) => {
      const message = `${plugin} never reads ${name}. Delete it, or read it.`;
      return finding('config-var-unused', rangeInFile(range, firstLine), message);
    });
}
