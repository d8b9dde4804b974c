import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { usualLimits } from '../../../runtime/config/limits.ts';
import { InlinePlugins } from '../../../runtime/inline/inlinePlugins.ts';
import { RecordingListener } from '../../conformance/support/recordingListener.ts';

// Started by a test: a daemon without the wall, which runs a fixture in its own process, in its own
// thread (`thread`) or in another one (`worker`), and writes a line for as long as it lives.
const root = join(import.meta.dirname, '../../..');
const api = pathToFileURL(join(root, 'runtime/plugins/api/index.ts')).href;
const plugins = new InlinePlugins(Date.now, usualLimits);

async function run(className: string, module: string): Promise<void> {
  const resolve = { shortCircuit: true, format: 'module-typescript', url: api };
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'ockle' ? resolve : next(specifier, context),
  });
  process.on('uncaughtException', (thrown) => plugins.claim(thrown));
  const folder = join(root, 'test/fixtures/chaos');
  const file = join(folder, 'src/plugins', module);
  const importModule = async () =>
    (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  const heard = new RecordingListener([]);
  const instance = plugins.create({ className, generation: 1, importModule }, heard);
  await instance.load({
    plugin: className,
    file,
    generation: 1,
    project: folder,
    folders: { etc: '', servers: '', outlets: '', testers: '', controllers: '' },
    projectConfig: {},
    pluginList: [],
    waitForDebugger: false,
    isReload: false,
    config: {},
    templateFile: '',
    clock: { mode: 'real', rate: 1, offset: 0 },
  });
  if (instance.phase.kind !== 'loaded') throw new Error(JSON.stringify(instance.phase));
  await instance.start(1);
}

if (isMainThread) {
  const [place, className = '', module = ''] = process.argv.slice(2);
  process.stdout.write('alive\n');
  setInterval(() => process.stdout.write('alive\n'), 50);
  if (place === 'thread') await run(className, module);
  else {
    const worker = new Worker(import.meta.filename, {
      workerData: [className, module],
      resourceLimits: { maxOldGenerationSizeMb: 200 },
    });
    worker.on('error', ({ message }) => process.stdout.write(`worker: ${message}\n`));
  }
} else {
  const [className = '', module = ''] = workerData as readonly string[];
  await run(className, module);
}
