import { CodedError } from '../base/codedError.ts';
import type { JsonObject, OpStateText, SwitchSnapshot } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceCall, DeviceFaults, Strike } from './deviceFaults.ts';
import type { DeviceLine } from './deviceLine.ts';
import type { DeviceSpec } from './deviceSpec.ts';

/** Milliseconds before a device is asked again whether it has followed; doubles each time. */
const firstPause = 50;
const longestPause = 1_000;

/**
 * What outlets and controls have in common: something that is on or off and can be asked.
 * Constructors of types do no input or output: nothing is read before `updateState`.
 */
export abstract class SwitchTemplate {
  abstract readonly type: string;
  readonly name: string;
  readonly generator: string;
  readonly address: string | undefined;
  /** The word of the server's last action on it. */
  opState: OpStateText = opStates.INIT;
  /** Whether what it reads right after a write is final; else it gets its time to follow. */
  protected readonly isImmediate: boolean = false;
  readonly #line: DeviceLine;
  /** The file of its server, which tells servers apart. */
  readonly #server: string;
  #faults: DeviceFaults | undefined;
  #state: boolean | null = null;
  #readAt: number | undefined;

  constructor({ name, generator, params, line, source }: DeviceSpec) {
    this.name = name;
    this.generator = generator;
    this.address = params.get('socket') ?? params.get('host');
    this.#line = line;
    this.#server = source.file;
  }

  /** What was last read from the device; null when it could not be read. */
  get state(): boolean | null {
    return this.#state;
  }

  /** Milliseconds on the daemon's clock since it was last read, or could not be; 0 before that. */
  get age(): number {
    const now = this.#line.rules.clock.now();
    return now - (this.#readAt ?? now);
  }

  /** Tells the device to go on or off. */
  protected abstract writeState(state: boolean, ending: AbortSignal): Promise<void>;

  /** Asks the device. */
  protected abstract readState(ending: AbortSignal): Promise<boolean>;

  /** Goes on when it is off, and off when it is on, by itself; only what is simulated does. */
  protected flip?(): void;

  /** What the device says of itself by key; only for devices that do. */
  protected data?(ending: AbortSignal): Promise<JsonObject>;

  /**
   * Switches, then reads back until the device reads as asked or its time is over; true when it does.
   * Leaves `opState` alone.
   * @throws Error when the device cannot be reached; its state is unknown then.
   */
  async setState(state: boolean, signal?: AbortSignal): Promise<boolean> {
    const write = (): Promise<void> =>
      this.#reach(
        'write',
        (ending, strike) =>
          strike?.isWrong === true ? Promise.resolve() : this.writeState(state, ending),
        signal,
      );
    await (state ? this.#line.switchOn(write, this.#server, signal) : write());
    return this.#follows(state, signal);
  }

  /**
   * Reads the device.
   * @throws Error when it cannot be reached; its state is unknown then.
   */
  async updateState(signal?: AbortSignal): Promise<boolean> {
    try {
      this.#state = await this.#reach(
        'read',
        (ending, strike) =>
          strike?.isWrong === true ? this.#readWrong(ending) : this.readState(ending),
        signal,
      );
      return this.#state;
    } finally {
      this.#readAt = this.#line.rules.clock.now();
    }
  }

  /** Whether the device says anything of itself. */
  get hasData(): boolean {
    return this.data !== undefined;
  }

  /** What the device says of itself by key, asked now. @throws Error when it cannot be reached */
  async readData(): Promise<JsonObject> {
    if (!this.data) return {};
    return this.#line.call(
      (ending) => this.data?.(ending) ?? Promise.resolve({}),
      undefined,
      this.#faultAt('data'),
    );
  }

  /** Whether it can have faults: no real device is ever said to be what it is not. */
  get isSimulated(): boolean {
    return this.flip !== undefined;
  }

  /** Has these faults from now on; none when absent. */
  bear(faults: DeviceFaults | undefined): void {
    this.#followFlips();
    this.#faults = faults;
  }

  /** `opState` after the last state read: OK, OFF or Unknown. */
  updateOpState(): void {
    this.opState = opStateOf(this.#state);
  }

  snapshot(): SwitchSnapshot {
    const { name, type, generator, address, opState, state } = this;
    const socket = address === undefined ? {} : { address };
    const more = this.hasData && ({ hasData: true } as const);
    return { name, type, generator, ...socket, opState, state, ...more };
  }

  /** Pauses count by the daemon's clock and also when that stands, so that there is an end. */
  async #follows(state: boolean, signal: AbortSignal | undefined): Promise<boolean> {
    const { clock, deviceMs } = this.#line.rules;
    const started = clock.now();
    let waited = 0;
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      const answer = await this.updateState(signal).catch(toError);
      if (answer === state) return true;
      const rest = deviceMs - Math.max(waited, clock.now() - started);
      const isLast = this.isImmediate || rest <= 0 || isSilent(answer);
      if (isLast || !(await clock.wait(Math.min(pause, rest), signal))) {
        if (answer instanceof Error) throw answer;
        return false;
      }
      waited += Math.min(pause, rest);
    }
  }

  async #readWrong(ending: AbortSignal): Promise<boolean> {
    return !(await this.readState(ending));
  }

  #faultAt(call: DeviceCall): (() => Strike) | undefined {
    const faults = this.#faults;
    return faults && (() => faults.strike(call));
  }

  #followFlips(): void {
    if (this.#faults?.hasFlipped() === true) this.flip?.();
  }

  async #reach<Result>(
    call: DeviceCall,
    talk: (ending: AbortSignal, strike?: Strike) => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    const fault = this.#faultAt(call);
    try {
      if (!fault) return await this.#line.call(talk, signal);
      const struck: typeof talk = (ending, strike) => {
        this.#followFlips();
        return talk(ending, strike);
      };
      return await this.#line.call(struck, signal, fault);
    } catch (error) {
      this.#state = null;
      throw error;
    }
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Whether asking again is of no use. */
function isSilent(answer: boolean | Error): boolean {
  return answer instanceof CodedError && answer.code === 'device-silent';
}

function opStateOf(state: boolean | null): OpStateText {
  if (state === null) return opStates.unknown;
  return state ? opStates.OK : opStates.OFF;
}
