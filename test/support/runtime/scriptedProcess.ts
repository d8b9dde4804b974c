import type { Duplex } from 'node:stream';
import { duplexPair, PassThrough } from 'node:stream';
import type { Limits } from '../../../runtime/config/limits.ts';
import { toProcessLimits } from '../../../runtime/daemon/toProcessLimits.ts';
import type { ProcessEnd, SpawnedProcess } from '../../../runtime/platform/spawnProcess.ts';
import type { JsonValue, LoadPlugin } from '../../../runtime/protocol/index.ts';
import { hostProtocolVersion } from '../../../runtime/protocol/index.ts';
import type { PluginInstance } from '../../../runtime/supervision/pluginInstance.ts';
import { createPluginProcess } from '../../../runtime/supervision/pluginProcess.ts';
import { RecordingListener } from '../../conformance/support/recordingListener.ts';
import { settled } from './manualClock.ts';
import { ManualTimers } from './manualTimers.ts';

/** What a process of a plugin needs to be told; nobody imports anything here. */
const request: LoadPlugin = {
  plugin: 'Scripted',
  file: '/project/src/plugins/Scripted.ts',
  generation: 1,
  project: '/project',
  folders: { etc: '', servers: '', outlets: '', testers: '', controllers: '' },
  projectConfig: {},
  pluginList: [],
  waitForDebugger: false,
  isReload: false,
  config: {},
  templateFile: '',
  clock: { mode: 'real', rate: 1, offset: 0 },
};

/** A process that answers nothing and ends when it is told to, under the real supervision. */
export class ScriptedProcess implements SpawnedProcess {
  readonly pid = undefined;
  readonly channel: Duplex;
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly ended: Promise<ProcessEnd>;
  readonly drained = Promise.resolve(undefined);
  /** Signals that it was sent. */
  readonly signals: string[] = [];
  readonly timers = new ManualTimers();
  readonly heard = new RecordingListener([]);
  readonly instance: PluginInstance;
  readonly #far: Duplex;
  readonly #end = Promise.withResolvers<ProcessEnd>();

  constructor(limits: Limits) {
    [this.channel, this.#far] = duplexPair();
    this.#far.resume();
    this.ended = this.#end.promise;
    this.instance = createPluginProcess(
      {
        className: request.plugin,
        language: 'typescript',
        generation: 1,
        host: { command: '', args: [], cwd: request.project },
      },
      {
        spawn: () => this,
        now: () => this.timers.now,
        timers: this.timers,
        limits: toProcessLimits(limits),
      },
      this.heard,
    );
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.signals.push(signal);
  }

  askForStack(): boolean {
    return false;
  }

  openInspector(): boolean {
    return false;
  }

  /** Sends these bytes as its host would; they have arrived then. */
  async send(text: string): Promise<void> {
    this.#far.write(text);
    await settled();
  }

  /** Sends a note or a request of its host. */
  async tell(method: string, params: Readonly<Record<string, JsonValue>>, id?: number) {
    await this.send(`${JSON.stringify({ ...(id !== undefined && { id }), method, params })}\n`);
  }

  async sayReady(): Promise<void> {
    const host = { language: 'typescript', runtime: 'node', pid: 1 };
    await this.tell('ready', { protocol: hostProtocolVersion, ...host });
  }

  /** Is asked to load the plugin, which never ends. */
  async beginLoad(): Promise<void> {
    await this.sayReady();
    void this.instance.load(request);
    await settled();
  }

  async end(): Promise<void> {
    this.#end.resolve({ kind: 'killed', signal: 'SIGKILL' });
    await this.timers.advance(0);
    await this.instance.stop();
  }
}
