import { Emitter } from '../../../../runtime/base/emitter.ts';
import { CommunicationHandler } from '../../../../runtime/communication/communicationHandler.ts';
import { DebuggerWaits } from '../../../../runtime/daemon/debuggerWaits.ts';
import { PluginRecord } from '../../../../runtime/daemon/pluginRegistry.ts';
import { ReloadCandidate } from '../../../../runtime/daemon/reloadCandidate.ts';
import type {
  PluginInstance,
  PluginListener,
} from '../../../../runtime/supervision/pluginInstance.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';
import { FakeInstance } from './fakeHosts.ts';

const found = {
  className: 'A',
  language: 'typescript',
  source: { file: '/p/src/plugins/A.ts', line: 1 },
  isShipped: false,
} as const;

/** A plugin that is reloaded under the debugger of one client. */
export class WaitingCandidate {
  readonly timers = new ManualTimers();
  readonly client = { hasLeft: false };
  readonly record = new PluginRecord(found, true);
  readonly candidate: ReloadCandidate;
  readonly waits: DebuggerWaits;
  readonly #waiting = new Emitter<PluginInstance>();
  readonly #imported = new Emitter<PluginInstance>();
  readonly #ended = new Emitter<PluginInstance>();
  readonly #instance: FakeInstance;

  constructor(attachTime: number) {
    const listener: Pick<PluginListener, 'phaseChanged'> = {
      phaseChanged: (instance) => this.#ended.fire(instance),
    };
    const request = { found, generation: 2, forDebugging: true, isolation: 'process' } as const;
    this.#instance = new FakeInstance(request, listener as PluginListener, [], {});
    this.candidate = new ReloadCandidate({
      found,
      generation: 2,
      startSeq: 1,
      commands: new CommunicationHandler().stage({ name: 'A', generation: 1 }),
      host: Promise.resolve({ kind: 'started', instance: this.#instance }),
      isDebugged: true,
    });
    this.record.generation = 1;
    this.record.addDebugger(this.client);
    this.record.candidate = this.candidate;
    this.waits = new DebuggerWaits({
      registry: { get: () => this.record },
      attachTime,
      timers: this.timers,
      desk: {
        onDidWaitForDebugger: this.#waiting.event,
        onDidImport: this.#imported.event,
        onDidEnd: this.#ended.event,
      },
    });
  }

  wait(): void {
    this.#waiting.fire(this.#instance);
  }

  import(): void {
    this.#imported.fire(this.#instance);
  }

  end(): void {
    this.#ended.fire(this.#instance);
  }

  /** Why it was given up; nothing while it was not. */
  async givenUp(): Promise<string | undefined> {
    return (await this.candidate.failure())?.message;
  }
}
