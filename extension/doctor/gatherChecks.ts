import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { configPath } from '../../runtime/project/index.ts';
import type { EditorTypes } from '../../runtime/scaffold/index.ts';
import { readSetting } from '../contributions.ts';
import type { Daemons } from '../daemon/daemons.ts';
import type { Mend } from '../support/mends.ts';
import { checkTypes } from './checks/checkEditor.ts';
import { checkNode, checkParts } from './checks/checkNode.ts';
import { checkListener, checkLoopback } from './checks/checkPorts.ts';
import {
  checkConfig,
  checkPlugins,
  checkWriting,
  daemonOf,
  describeDaemon,
} from './checks/checkProject.ts';
import { PythonChecks } from './checks/checkPython.ts';
import type { Check, Finding } from './checks/finding.ts';
import { counted, ok, quoted } from './checks/finding.ts';

const machine = 'This machine';
const workspace = 'This workspace';
/** Milliseconds that a Python has to answer; three may be asked one after the other. */
const patienceWithPython = 6_000;

/** What the doctor needs of the rest of the extension. */
export interface DoctorSources {
  readonly daemons: Pick<Daemons, 'forProject'>;
  /** Folder of the product's bundles. */
  readonly dist: string;
  readonly types: () => Promise<EditorTypes>;
  readonly projects: () => Promise<readonly vscode.Uri[]>;
}

/** Everything that the doctor looks at in this window. */
export async function gatherChecks(sources: DoctorSources): Promise<readonly Check[]> {
  const projects = await sources.projects();
  const onDisk = projects.filter(({ scheme }) => scheme === 'file');
  return [
    ...checksOfMachine(sources.dist),
    ...checksOfPython(onDisk),
    { group: machine, title: 'Local ports', run: checkLoopback },
    { group: workspace, title: 'Trust', run: () => Promise.resolve(trust()) },
    { group: workspace, title: 'Projects', run: () => Promise.resolve(describeProjects(projects)) },
    ...onDisk.flatMap((project) => checksOfProject(project, sources)),
  ];
}

function checksOfMachine(dist: string): readonly Check[] {
  return [
    {
      group: machine,
      title: 'Node.js',
      startsProgram: true,
      run: (signal) => checkNode(process.execPath, signal),
    },
    { group: machine, title: 'Extension', run: () => checkParts(dist) },
  ];
}

/** Projects may have different Pythons; each is asked on behalf of the first one that has it. */
function checksOfPython(projects: readonly vscode.Uri[]): readonly Check[] {
  const hasDebuggerExtension = vscode.extensions.getExtension('ms-python.debugpy') !== undefined;
  const folders = projects.length > 0 ? projects.map(({ fsPath }) => fsPath) : [process.cwd()];
  return folders.flatMap((project): Check[] => {
    const scope = projects.length > 0 ? vscode.Uri.file(project) : undefined;
    const python = new PythonChecks({
      explicitPath: readSetting(vscode.workspace, 'ockle.python.path', scope),
      project,
      hasDebuggerExtension,
      patience: patienceWithPython,
    });
    const of = projects.length > 1 ? ` of ${basename(project)}` : '';
    return [
      {
        group: machine,
        title: `Python${of}`,
        startsProgram: true,
        run: () => python.checkPython(),
      },
      {
        group: machine,
        title: `debugpy${of}`,
        startsProgram: true,
        run: (signal) => python.checkDebugpy(signal),
      },
    ];
  });
}

function trust(): Finding {
  if (vscode.workspace.isTrusted) return ok('The workspace is trusted: its plugins may run.');
  return {
    state: 'warning',
    says: 'The workspace is not trusted: its files are coloured and checked, and nothing of it runs.',
    mend: 'Trust it when you know who wrote it.',
    links: [{ title: 'Manage Workspace Trust', command: 'workbench.trust.manage' }],
  };
}

function describeProjects(projects: readonly vscode.Uri[]): Finding {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    return {
      state: 'warning',
      says: 'No folder is open.',
      mend: 'Open the folder of an Ockle project, or an empty one to lay a project out in.',
      links: [{ title: 'Open Folder', command: 'workbench.action.files.openFolder' }],
    };
  }
  if (projects.length === 0) {
    return {
      state: 'warning',
      says: `No Ockle project was found: no folder has ${quoted(configPath)} or ${quoted('src/config/plugins')}.`,
      mend: 'Lay one out in an open folder.',
      links: [{ title: 'Lay Out an Ockle Project', command: 'ockle.layOutProject' }],
    };
  }
  const places = projects.map((uri) => quoted(uri.scheme === 'file' ? uri.fsPath : uri.toString()));
  const elsewhere = projects.some(({ scheme }) => scheme !== 'file');
  const says = `${counted(projects.length, 'project')}: ${places.join(', ')}.`;
  if (!elsewhere) return ok(says);
  return {
    state: 'warning',
    says: `${says} What is not on a disk is checked, but its plugins cannot run.`,
    mend: 'Open a folder on a disk to run plugins.',
  };
}

function checksOfProject(project: vscode.Uri, sources: DoctorSources): readonly Check[] {
  const folder = project.fsPath;
  const group = `Project ${basename(folder)}`;
  const config = vscode.Uri.file(join(folder, configPath));
  const openConfig: Mend = { title: 'Open config.ini', command: 'vscode.open', args: [config] };
  const isOurs = sources.daemons.forProject(folder) !== undefined;
  return [
    { group, title: 'Settings', run: () => checkConfig(folder, openConfig) },
    { group, title: 'Plugins', run: () => checkPlugins(folder, openConfig) },
    { group, title: 'Ini files', run: () => Promise.resolve(describeFindings(project)) },
    { group, title: 'Daemon', run: async () => describeDaemon(await daemonOf(folder), isOurs) },
    {
      group,
      title: 'SocketListener',
      run: async () => checkListener(folder, await daemonOf(folder)),
    },
    { group, title: 'TypeScript', run: () => checkTypes(folder, sources.types) },
    { group, title: 'Writing', run: () => checkWriting(folder) },
  ];
}

/** What the language server says of the project's ini files now. */
function describeFindings(project: vscode.Uri): Finding {
  if (!readSetting(vscode.workspace, 'ockle.validate.enabled', project)) {
    return {
      state: 'skipped',
      says: 'Not looked at: the setting `ockle.validate.enabled` is off.',
      links: [
        {
          title: 'Open Setting',
          command: 'workbench.action.openSettings',
          args: ['ockle.validate.enabled'],
        },
      ],
    };
  }
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const found = vscode.languages
    .getDiagnostics()
    .filter(([uri]) => uri.path.startsWith(`${project.path}/`) && uri.path.endsWith('.ini'))
    .flatMap(([, diagnostics]) => diagnostics);
  const count = (severity: vscode.DiagnosticSeverity): number =>
    found.filter((diagnostic) => diagnostic.severity === severity).length;
  const [errors, warnings] = [count(error), count(warning)];
  if (errors + warnings === 0) return ok('No error and no warning in templates and settings.');
  const counts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  return {
    state: errors > 0 ? 'failed' : 'warning',
    says: `${counts.join(' and ')} in templates and settings.`,
    mend: 'The Problems view has each with its line, and most with a quick fix.',
    links: [{ title: 'Show Problems', command: 'workbench.actions.view.problems' }],
  };
}
