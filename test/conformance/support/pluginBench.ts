import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { usualLimits } from '../../../runtime/config/limits.ts';
import { toProcessLimits } from '../../../runtime/daemon/toProcessLimits.ts';
import { PythonFinder } from '../../../runtime/platform/pythonFinder.ts';
import { spawnProcess, type SpawnRequest } from '../../../runtime/platform/spawnProcess.ts';
import {
  nodeTimers,
  type ConfigSections,
  type LoadPlugin,
  type PluginConfig,
  type PluginLanguage,
  type ServerSnapshot,
  type SourceLocation,
} from '../../../runtime/protocol/index.ts';
import { nodeHostCommand, pythonHostCommand } from '../../../runtime/supervision/hostCommand.ts';
import type { PluginInstance } from '../../../runtime/supervision/pluginInstance.ts';
import { createPluginProcess } from '../../../runtime/supervision/pluginProcess.ts';
import type { ProcessLimits } from '../../../runtime/supervision/processLimits.ts';
import { RecordingListener } from './recordingListener.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The built product whose hosts are tested. */
const dist = process.env['OCKLE_DIST'] ?? `${root}dist`;

/** The project with all plugins of the suite. */
export const project = `${root}test/fixtures/conformance`;

/** The Python under test; OCKLE_TEST_PYTHON names another one than a project would get. */
export const python = new PythonFinder({
  project,
  explicitPath: process.env['OCKLE_TEST_PYTHON'],
});

/** Both hosts have to pass every test that does not name a language. */
export const languages: readonly PluginLanguage[] = ['typescript', 'python'];

/** What a test may change about a plugin's start. */
interface BenchOptions {
  readonly config?: PluginConfig;
  readonly projectConfig?: ConfigSections;
  readonly limits?: Partial<ProcessLimits>;
  readonly waitForDebugger?: boolean;
  readonly project?: string;
  /** Added to the environment of the process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly servers?: readonly ServerSnapshot[];
}

/** A plugin of the suite in its process, with everything it said. */
export interface Bench {
  readonly instance: PluginInstance;
  readonly heard: RecordingListener;
  readonly request: LoadPlugin;
  /** Constructs and starts it as the daemon would, because of entries 10 and 11. */
  readonly run: () => Promise<void>;
  /** Line of the plugin's file that ends in a comment with just this text. */
  readonly line: (mark: string, file?: string) => SourceLocation;
}

/** Starts the process for one plugin of the suite. */
export async function openBench(
  className: string,
  language: PluginLanguage,
  options: BenchOptions = {},
): Promise<Bench> {
  const folder = options.project ?? project;
  const file = pluginFile(className, language, folder);
  const heard = new RecordingListener(options.servers ?? [server('db1'), server('web1', ['db1'])]);
  const command = await hostCommand(language, folder, options.waitForDebugger);
  const host = { ...command, env: { ...command.env, ...options.env } };
  const instance = createPluginProcess(
    { className, language, generation: 1, host },
    {
      spawn: spawnProcess,
      now: Date.now,
      timers: nodeTimers,
      limits: { ...toProcessLimits(usualLimits), ...options.limits },
    },
    heard,
  );
  const request: LoadPlugin = {
    plugin: className,
    file,
    generation: 1,
    project: folder,
    folders: {
      etc: `${folder}/etc`,
      servers: `${folder}/etc/servers`,
      outlets: `${folder}/etc/outlets`,
      testers: `${folder}/etc/testers`,
      controllers: `${folder}/etc/controllers`,
    },
    projectConfig: options.projectConfig ?? {},
    pluginList: [className],
    waitForDebugger: options.waitForDebugger ?? false,
    isReload: false,
    config: options.config ?? {},
    templateFile: `${folder}/src/config/plugins/${className}.ini`,
    clock: { mode: 'real', rate: 1, offset: 0 },
  };
  return {
    instance,
    heard,
    request,
    run: async () => {
      heard.sendNetwork(instance);
      await instance.load(request, 10);
      await instance.start(11);
    },
    line: (mark, name) => markedLine(name ? pluginFile(name, language, folder) : file, mark),
  };
}

/** How the product starts the host of a language here. */
async function hostCommand(
  language: PluginLanguage,
  folder: string,
  forDebugging = false,
): Promise<SpawnRequest> {
  if (language === 'typescript') return nodeHostCommand(dist, folder);
  const search = await python.find({ forDebugging: false });
  if (search.kind === 'missing') throw new Error(search.message);
  return pythonHostCommand(dist, folder, { python: search.python, forDebugging });
}

/** A server that is off, with one outlet. */
export function server(name: string, dependencies: readonly string[] = []): ServerSnapshot {
  return {
    name,
    opState: 'OFF',
    dependencies,
    startAttempts: 0,
    shutdownAttempts: 0,
    outlets: [
      {
        name: 'psu1',
        type: 'DummyWithCPU',
        generator: 'rack',
        opState: 'OFF',
        state: false,
        hasData: true,
      },
    ],
    controls: [],
    tests: [],
    file: `${project}/etc/servers/${name}.ini`,
  };
}

function pluginFile(name: string, language: PluginLanguage, folder: string): string {
  return `${folder}/src/plugins/${name}${language === 'python' ? '.py' : '.ts'}`;
}

function markedLine(file: string, mark: string): SourceLocation {
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex(
    (line) => line.endsWith(`// ${mark}`) || line.endsWith(`# ${mark}`),
  );
  if (index < 0) throw new Error(`${file} has no line marked “${mark}”.`);
  return { file, line: index + 1 };
}
