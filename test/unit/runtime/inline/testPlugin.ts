import { usualLimits } from '../../../../runtime/config/limits.ts';
import { InlinePlugins } from '../../../../runtime/inline/inlinePlugins.ts';
import { ModuleTemplate } from '../../../../runtime/plugins/api/index.ts';
import type { LoadPlugin } from '../../../../runtime/protocol/index.ts';
import { RecordingListener } from '../../../conformance/support/recordingListener.ts';

/** Misbehaves when it is asked to by a command, unless its subclass does so earlier. */
export class Culprit extends ModuleTemplate {
  override async run(): Promise<void> {
    const { communicationHandler } = this.mainDaemon;
    await communicationHandler.AddCommandToList('throw', () => {
      throw new Error('from a handler');
    });
    await communicationHandler.AddCommandToList('later', () => {
      setTimeout(() => {
        throw new Error('from a timer');
      }, 1);
      return {};
    });
    await communicationHandler.AddCommandToList('forgotten', () => {
      void Promise.reject(new Error('from a promise'));
      return {};
    });
    await communicationHandler.AddCommandToList('keep', (data) => {
      Object.assign(data ?? {}, { changed: true });
      return data ?? {};
    });
    while (this.mainDaemon.running) await this.sleep(60);
  }

  override stop(): void {
    this.debug('stop');
  }
}

/** Runs a class as an inline plugin. */
export function openInline(plugins: InlinePlugins, Type: typeof Culprit) {
  const heard = new RecordingListener([]);
  const importModule = (): Promise<Record<string, unknown>> =>
    Promise.resolve({ [Type.name]: Type });
  const instance = plugins.create({ className: Type.name, generation: 1, importModule }, heard);
  const request: LoadPlugin = {
    plugin: Type.name,
    file: `/nowhere/${Type.name}.mjs`,
    generation: 1,
    project: '/nowhere',
    folders: { etc: '', servers: '', outlets: '', testers: '', controllers: '' },
    projectConfig: {},
    pluginList: [],
    waitForDebugger: false,
    isReload: false,
    config: {},
    templateFile: '',
    clock: { mode: 'real', rate: 1, offset: 0 },
  };
  const run = async (): Promise<void> => {
    await instance.load(request, 1);
    await instance.start(2);
  };
  return { heard, instance, run };
}

/** The plugins of one process. */
export function inlinePlugins(stopTime = usualLimits.stopTime): InlinePlugins {
  return new InlinePlugins(Date.now, { ...usualLimits, stopTime });
}
