import type {
  EtcEdit,
  HostReportContract,
  JsonObject,
  Outcome,
  Peer,
  RequestParams,
  RequestResult,
  SourceLocation,
} from '../../protocol/index.ts';
import { toRpcError } from '../../protocol/index.ts';
import type { CallChain } from './callChain.ts';
import type { CallSite, Frames } from './workspaceFrames.ts';

type Calls = HostReportContract['requests'];
type Notes = HostReportContract['notes'];
type Verb = Calls['act']['params']['verb'];

/** Asks and tells the daemon on behalf of the line of the plugin that is running. */
export class DaemonLink {
  readonly #peer: Peer<HostReportContract>;
  readonly #chain: CallChain;
  readonly #frames: Frames;
  readonly #classLine: SourceLocation;

  constructor(
    peer: Peer<HostReportContract>,
    chain: CallChain,
    frames: Frames,
    classLine: SourceLocation,
  ) {
    this.#peer = peer;
    this.#chain = chain;
    this.#frames = frames;
    this.#classLine = classLine;
  }

  /** The line of the plugin that is running, else the one that registered the callback. */
  get place(): SourceLocation {
    return this.#sourceOf(this.#frames.capture());
  }

  /** Asks for a power action; rejects with an Error that shows the caller's line. */
  async act(verb: Verb, target: string, args: JsonObject): Promise<Outcome> {
    const site = this.#frames.capture();
    const source = this.#sourceOf(site);
    const outcome = await this.#ask(site, 'act', { verb, target, args, source });
    throwUnlessDone(site, outcome, target === '' ? verb : `${verb} of ${target}`);
    return outcome;
  }

  async registerCommand(command: string, help: string, keys?: readonly string[]): Promise<void> {
    const site = this.#frames.capture();
    const source = this.#sourceOf(site);
    await this.#ask(site, 'registerCommand', { command, help, ...(keys && { keys }), source });
  }

  callCommand(command: string, data: JsonObject | null): Promise<JsonObject> {
    const site = this.#frames.capture();
    return this.#ask(site, 'callCommand', { command, data, source: this.#sourceOf(site) });
  }

  ask<Method extends 'readData' | 'readDot' | 'readEtcFile' | 'readEtcFolder'>(
    method: Method,
    params: RequestParams<HostReportContract, Method>,
  ): Promise<RequestResult<HostReportContract, Method>> {
    return this.#ask(this.#frames.captureStack(), method, params);
  }

  async editEtc(edit: EtcEdit): Promise<void> {
    const site = this.#frames.capture();
    const outcome = await this.#ask(site, 'editEtc', { edit, source: this.#sourceOf(site) });
    throwUnlessDone(site, outcome, `Changing ${edit.path}`);
  }

  async endDaemon(verb: Calls['endDaemon']['params']['verb']): Promise<void> {
    const site = this.#frames.capture();
    const outcome = await this.#ask(site, 'endDaemon', { verb, source: this.#sourceOf(site) });
    throwUnlessDone(site, outcome, `The ${verb} of the daemon`);
  }

  debugLine(text: string): void {
    this.#peer.notify('debugLine', { text, stream: 'debug', source: this.place });
  }

  configRead(read: Omit<Notes['configRead'], 'source'>): void {
    this.#peer.notify('configRead', { ...read, source: this.place });
  }

  warning(warning: Notes['warning']): void {
    this.#peer.notify('warning', warning);
  }

  parked(parked: Notes['parked']): void {
    this.#peer.notify('parked', parked);
  }

  async #ask<Method extends keyof Calls>(
    site: CallSite,
    method: Method,
    params: RequestParams<HostReportContract, Method>,
  ): Promise<RequestResult<HostReportContract, Method>> {
    try {
      return await this.#peer.request(method, params, { cause: this.#chain.current.cause });
    } catch (thrown) {
      const { code, message } = toRpcError(thrown);
      throw errorAt(site, code, message);
    }
  }

  #sourceOf(site: CallSite): SourceLocation {
    return site.source ?? this.#chain.current.place ?? this.#classLine;
  }
}

function throwUnlessDone(site: CallSite, outcome: Outcome, what: string): void {
  if (outcome.kind === 'refused') {
    throw errorAt(site, outcome.rule, `${what} was refused: ${outcome.reason}`);
  }
  if (outcome.kind === 'failed') {
    throw errorAt(site, outcome.code, `${what} failed: ${outcome.message}`);
  }
}

/** An Error with a code and the stack of the call, which the wait for the answer would have lost. */
function errorAt(site: CallSite, code: string, message: string): Error {
  const error = Object.assign(new Error(message), { code });
  error.stack = `Error: ${message}\n${site.frames()}`;
  return error;
}
