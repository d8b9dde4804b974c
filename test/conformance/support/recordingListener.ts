import type {
  EtcEdit,
  HostReportContract,
  IniFiles,
  JsonObject,
  Outcome,
  PluginHealth,
  PluginPhase,
  ServerSnapshot,
  SourceLocation,
} from '../../../runtime/protocol/index.ts';
import type {
  PluginInstance,
  PluginListener,
} from '../../../runtime/supervision/pluginInstance.ts';

type Notes = HostReportContract['notes'];
type Calls = HostReportContract['requests'];

/** One thing that a plugin instance told or asked. */
export type Heard =
  | { readonly kind: 'phase'; readonly phase: PluginPhase }
  | { readonly kind: 'health'; readonly health: PluginHealth | undefined }
  | { readonly kind: 'waitingForDebugger' }
  | { readonly kind: 'line'; readonly line: Notes['debugLine'] }
  | { readonly kind: 'configRead'; readonly read: Notes['configRead'] }
  | { readonly kind: 'parked'; readonly parked: Notes['parked'] }
  | { readonly kind: 'warning'; readonly warning: Notes['warning'] }
  | { readonly kind: 'act'; readonly act: Calls['act']['params']; readonly cause: number | null }
  | {
      readonly kind: 'registerCommand';
      readonly command: Calls['registerCommand']['params'];
      readonly cause: number | null;
    }
  | {
      readonly kind: 'callCommand';
      readonly command: Calls['callCommand']['params'];
      readonly cause: number | null;
    }
  | {
      readonly kind: 'editEtc';
      readonly edit: EtcEdit;
      readonly source: SourceLocation | undefined;
      readonly cause: number | null;
    }
  | { readonly kind: 'endDaemon'; readonly verb: 'restart' | 'shutdown' };

const done: Outcome = {
  kind: 'done',
  requested: null,
  observed: null,
  before: null,
  after: null,
  ms: 0,
};

type OfKind<Kind extends Heard['kind']> = Extract<Heard, { readonly kind: Kind }>;

/** Stands in for the daemon: keeps what it hears, switches servers, and lets tests wait. */
export class RecordingListener implements PluginListener {
  readonly all: Heard[] = [];
  /** What it imported, in order. */
  readonly files: string[] = [];
  /** What the next actions become instead of being done. */
  refusal: Outcome | undefined;
  /** Answers commands that the plugin calls, instead of an echo. */
  onCallCommand: (() => Promise<JsonObject>) | undefined;
  /** Text by path below `etc`. */
  readonly etcFiles = new Map<string, string>();
  readonly #servers: Map<string, ServerSnapshot>;
  readonly #waiting = new Set<() => void>();
  #seq = 1;

  constructor(servers: readonly ServerSnapshot[]) {
    this.#servers = new Map(servers.map((server) => [server.name, server]));
  }

  /** Everything of one kind, in order. */
  of<Kind extends Heard['kind']>(kind: Kind): readonly OfKind<Kind>[] {
    return this.all.filter((heard): heard is OfKind<Kind> => heard.kind === kind);
  }

  /** Kinds of the phases so far. */
  get phases(): readonly string[] {
    return this.of('phase').map(({ phase }) => phase.kind);
  }

  /** Texts of the lines of one stream so far. */
  lines(stream: Notes['debugLine']['stream']): readonly string[] {
    return this.of('line')
      .filter(({ line }) => line.stream === stream)
      .map(({ line }) => line.text);
  }

  /** Resolves once the test's condition holds; Mocha's time limit is the deadline. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  untilLine(text: string): Promise<void> {
    return this.until(() => this.of('line').some(({ line }) => line.text.includes(text)));
  }

  untilPhase(kind: PluginPhase['kind']): Promise<void> {
    return this.until(() => this.phases.includes(kind));
  }

  sendNetwork(instance: PluginInstance): void {
    const servers = [...this.#servers.values()];
    const part = { seq: this.#seq, parts: servers.length };
    servers.forEach((server, index) =>
      instance.sendNetworkPart({ ...part, part: index, servers: [server] }),
    );
  }

  phaseChanged({ phase }: PluginInstance): void {
    this.#hear({ kind: 'phase', phase });
  }

  healthChanged({ health }: PluginInstance): void {
    this.#hear({ kind: 'health', health });
  }

  waitingForDebugger(): void {
    this.#hear({ kind: 'waitingForDebugger' });
  }

  imported(_: PluginInstance, file: string): void {
    this.files.push(file);
  }

  debugLine(_: PluginInstance, line: Notes['debugLine']): void {
    this.#hear({ kind: 'line', line });
  }

  configRead(_: PluginInstance, read: Notes['configRead']): void {
    this.#hear({ kind: 'configRead', read });
  }

  parked(_: PluginInstance, parked: Notes['parked']): void {
    this.#hear({ kind: 'parked', parked });
  }

  warning(_: PluginInstance, warning: Notes['warning']): void {
    this.#hear({ kind: 'warning', warning });
  }

  act(
    instance: PluginInstance,
    act: Calls['act']['params'],
    cause: number | null,
  ): Promise<Outcome> {
    if (!this.refusal) this.#switch(instance, act);
    this.#hear({ kind: 'act', act, cause });
    const outcome = { requested: act.args, observed: act.args, before: null, after: null, ms: 0 };
    return Promise.resolve(this.refusal ?? { kind: 'done', ...outcome });
  }

  registerCommand(
    _: PluginInstance,
    command: Calls['registerCommand']['params'],
    cause: number | null,
  ): Promise<void> {
    this.#hear({ kind: 'registerCommand', command, cause });
    return Promise.resolve();
  }

  callCommand(
    _: PluginInstance,
    command: Calls['callCommand']['params'],
    cause: number | null,
  ): Promise<JsonObject> {
    this.#hear({ kind: 'callCommand', command, cause });
    return this.onCallCommand?.() ?? Promise.resolve({ answer: command.data });
  }

  /** Every device of this stand-in says how busy it is. */
  readData({ server }: Calls['readData']['params']): Promise<Calls['readData']['result']> {
    const outlets = this.#servers.get(server)?.outlets ?? [];
    const data = Object.fromEntries(outlets.map(({ name }) => [name, { CPU: 7 }]));
    return Promise.resolve({ outlets: data, controls: {} });
  }

  readDot(): Calls['readDot']['result'] {
    return { dot: `digraph graphname {\n${[...this.#servers.keys()].join(';\n')};\n}\n` };
  }

  readEtcFile({ path }: Calls['readEtcFile']['params']): Promise<{ text: string | null }> {
    return Promise.resolve({ text: this.etcFiles.get(path) ?? null });
  }

  readEtcFolder({ folder }: Calls['readEtcFolder']['params']): Promise<{ files: IniFiles }> {
    return Promise.resolve({ files: { one: { server: { comment: folder } } } });
  }

  editEtc(
    _: PluginInstance,
    { edit, source }: Calls['editEtc']['params'],
    cause: number | null,
  ): Promise<Outcome> {
    this.#hear({ kind: 'editEtc', edit, source, cause });
    return Promise.resolve(this.refusal ?? done);
  }

  endDaemon(_: PluginInstance, { verb }: Calls['endDaemon']['params']): Promise<Outcome> {
    this.#hear({ kind: 'endDaemon', verb });
    return Promise.resolve(this.refusal ?? done);
  }

  #switch(instance: PluginInstance, { verb, target, args }: Calls['act']['params']): void {
    const [name = ''] = target.split('/');
    const server = this.#servers.get(name);
    if (!server) return;
    const isOn = verb === 'turnOn' || args['state'] === true;
    const opState = isOn ? 'OK' : 'OFF';
    const outlets = server.outlets.map((outlet) => ({ ...outlet, opState, state: isOn }) as const);
    const changed = { ...server, opState, outlets } as const;
    this.#servers.set(name, changed);
    instance.sendNetworkDelta({ seq: ++this.#seq, changed: [changed] });
  }

  #hear(heard: Heard): void {
    this.all.push(heard);
    for (const check of [...this.#waiting]) check();
  }
}
