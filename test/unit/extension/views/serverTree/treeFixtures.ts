import { parseIni } from '../../../../../runtime/ini/index.ts';
import { readServerFile } from '../../../../../runtime/project/index.ts';
import type { ServerSnapshot } from '../../../../../runtime/protocol/index.ts';
import { ServerTreeModel } from '../../../../../extension/views/serverTree/serverTreeModel.ts';
import type {
  FileOfServer,
  FilesOfProject,
} from '../../../../../extension/views/serverTree/treeServer.ts';

/** A snapshot of a server that is OK and has nothing, with the given differences. */
export function server(name: string, differences: Partial<ServerSnapshot> = {}): ServerSnapshot {
  return {
    name,
    opState: 'OK',
    dependencies: [],
    startAttempts: 0,
    shutdownAttempts: 0,
    outlets: [],
    controls: [],
    tests: [],
    file: `/p/etc/servers/${name}.ini`,
    ...differences,
  };
}

/** An outlet that is ON, with the given differences. */
export function outlet(
  name: string,
  differences: Partial<ServerSnapshot['outlets'][number]> = {},
): ServerSnapshot['outlets'][number] {
  return { name, type: 'Dummy', generator: 'rackA', opState: 'OK', state: true, ...differences };
}

/** The files of a project by server name. */
export function files(texts: Readonly<Record<string, string>>): FilesOfProject {
  const read = ([name, text]: readonly [string, string]): readonly [string, FileOfServer] => {
    const file = `/p/etc/servers/${name}.ini`;
    const lines = new Map(
      parseIni(text).sections.map(({ name: section }) => [
        section,
        text.split('\n').indexOf(`[${section}]`) + 1,
      ]),
    );
    return [name, { file, ...readServerFile(text, name, file), lines, dependenciesLine: 2 }];
  };
  return { servers: new Map(Object.entries(texts).map(read)), maxAttempts: 3 };
}

/** Values of the model's input that a test does not care about. */
export const still = { project: '/p', files: files({}), secondsSwitching: () => undefined };

/** A model of a running project. */
export function liveModel(
  servers: readonly ServerSnapshot[],
  differences: Partial<ConstructorParameters<typeof ServerTreeModel>[0]> = {},
): ServerTreeModel {
  const live = new Map(servers.map((each) => [each.name, each]));
  return new ServerTreeModel({ ...still, live, ...differences });
}

/** A model of a project that does not run. */
export function fileModel(texts: Readonly<Record<string, string>>): ServerTreeModel {
  return new ServerTreeModel({ ...still, files: files(texts) });
}

const signs: Readonly<Record<string, string>> = {
  'pass-filled': '✔',
  'circle-large-outline': '○',
  'arrow-circle-up': '⬆',
  'arrow-circle-down': '⬇',
  warning: '⚠',
  error: '✖',
  lock: '🔒',
  question: '◇',
  'circle-slash': '⊘',
  plug: '⏻',
  terminal: '⌨',
  beaker: '⚗',
  pass: '✓',
  references: '→',
  folder: '▣',
};

/** The whole tree as it is drawn: a sign, the label, two blanks, the description. */
export function drawn(model: ServerTreeModel): string {
  const lines: string[] = [];
  const pending = model.roots.map((id) => ({ id, depth: 0 })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { id, depth } = next;
    const row = model.row(id);
    const text = row ? `${signs[row.icon] ?? row.icon} ${row.label}  ${row.description}` : '?';
    lines.push('  '.repeat(depth) + text.trimEnd());
    const children = model.childrenOf(id).map((child) => ({ id: child, depth: depth + 1 }));
    pending.push(...children.reverse());
  }
  return lines.join('\n');
}

/** Text without the margin that the source's own indentation gives it. */
export function text(strings: TemplateStringsArray): string {
  const lines = (strings[0] ?? '').split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}
