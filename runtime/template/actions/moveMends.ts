import type { TemplateModel } from '../model/templateModel.ts';
import type { ActionTarget } from './actionTarget.ts';
import { lineEndOf } from './actionTarget.ts';
import { linesBelow, textOfLines, withoutLines } from './lineEdits.ts';
import type { Mend } from './mend.ts';
import { asComment, safely } from './mend.ts';
import type { SectionPlace } from './sectionPlace.ts';
import { bodyOf, commentsAbove, isSelfContained, sectionAt, sectionNamed } from './sectionPlace.ts';
import type { TemplateActionChange } from './templateAction.ts';

/** Where the templates of plugins are in a project. */
const pluginFolder = 'src/config/plugins/';

/** Moves the lines of a repeated section into the first one of its name. */
export function mergeSection({ model, diagnostic }: ActionTarget): readonly Mend[] {
  const place = sectionAt(model, diagnostic.range.start.line);
  const first = diagnostic.related && sectionAt(model, diagnostic.related.range.start.line);
  if (!place || !first) return [];
  const body = bodyOf(model, place);
  if (!isSelfContained(body)) return [];
  const { trailing } = place.header;
  const { block } = model.blockAt(place.firstLine);
  const note = trailing ? [asComment(block.document.textOf(trailing))] : [];
  const lines = [...note, ...body];
  const moved = lines.length > 0 ? [linesBelow(model, first.lastLine, lines)] : [];
  const gone = withoutLines(model, place.firstLine, place.lastLine);
  return [safely(`Move its lines into the first [${place.name}]`, ...moved, gone)];
}

/** Moves the lines before the first section into the section they belong to. */
export function moveOrphans({ model, diagnostic }: ActionTarget): readonly Mend[] {
  const { block, firstLine } = model.blockAt(diagnostic.range.start.line);
  const [orphans] = block.document.sections;
  const wanted: readonly string[] = model.kind.sections;
  const place = wanted.map((each) => sectionNamed(model, each)).find((each) => each);
  if (!orphans || orphans.header || !place) return [];
  const first = diagnostic.range.start.line;
  const last = firstLine + orphans.lastLine;
  const lines = textOfLines(model, first, last);
  if (!isSelfContained(lines) || place.firstLine <= last) return [];
  const moved = linesBelow(model, place.firstLine, lines);
  return [safely(`Move it into [${place.name}]`, withoutLines(model, first, last), moved)];
}

/** The plugin a section is named for, if a file can be. */
function pluginOf({ name }: SectionPlace): string | undefined {
  return /^plugins\.([A-Za-z_]\w*)$/.exec(name)?.[1];
}

/** Gives the file the name of its section. */
export function renameFile({ model, diagnostic }: ActionTarget): readonly Mend[] {
  const place = sectionAt(model, diagnostic.range.start.line);
  const plugin = place && pluginOf(place);
  if (plugin === undefined || model.kind.kind !== 'plugin') return [];
  const renameTo = `${pluginFolder}${plugin}.ini`;
  return [
    { title: `Rename the file to ${plugin}.ini`, change: { edits: [], renameTo }, isSafe: false },
  ];
}

/** Moves a plugin's section to the template of that plugin. */
export function moveToOwnFile({ model, diagnostic }: ActionTarget): readonly Mend[] {
  const place = sectionAt(model, diagnostic.range.start.line);
  const change = place && extraction(model, place);
  if (!place || !change) return [];
  return [{ title: `Move [${place.name}] to its own file`, change, isSafe: false }];
}

/** The change that takes a plugin's section with the comments above it to a file of its own. */
export function extraction(
  model: TemplateModel,
  place: SectionPlace,
): TemplateActionChange | undefined {
  const plugin = pluginOf(place);
  if (plugin === undefined || !place.header.closed || place.header.indented) return undefined;
  if (model.kind.kind === 'plugin' && model.kind.plugin === plugin) return undefined;
  const first = commentsAbove(model, place.firstLine);
  const lineEnd = lineEndOf(model);
  const lines = textOfLines(model, first, place.lastLine);
  const text = lines.map((each) => each + lineEnd).join('');
  const path = `${pluginFolder}${plugin}.ini`;
  return { edits: [withoutLines(model, first, place.lastLine)], newFiles: [{ path, text }] };
}
