import type { JsonObject, OpStateText, SwitchSnapshot } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceSpec } from './deviceSpec.ts';

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
  #state: boolean | null = null;

  constructor({ name, generator, params }: DeviceSpec) {
    this.name = name;
    this.generator = generator;
    this.address = params.get('socket') ?? params.get('host');
  }

  /** What was last read from the device; null when it could not be read. */
  get state(): boolean | null {
    return this.#state;
  }

  /** Tells the device to go on or off. */
  protected abstract writeState(state: boolean): Promise<void>;

  /** Asks the device. */
  protected abstract readState(): Promise<boolean>;

  /**
   * Switches, then reads back; true when the device reads as asked. Leaves `opState` alone.
   * @throws Error when the device cannot be reached; its state is unknown then.
   */
  async setState(state: boolean): Promise<boolean> {
    await this.#reach(() => this.writeState(state));
    return (await this.updateState()) === state;
  }

  /**
   * Reads the device.
   * @throws Error when it cannot be reached; its state is unknown then.
   */
  async updateState(): Promise<boolean> {
    this.#state = await this.#reach(() => this.readState());
    return this.#state;
  }

  async #reach<Result>(talk: () => Promise<Result>): Promise<Result> {
    try {
      return await talk();
    } catch (error) {
      this.#state = null;
      throw error;
    }
  }

  /** What the device says of itself by key; override it for devices that do. */
  readData(): Promise<JsonObject> {
    return Promise.resolve({});
  }

  /** `opState` after the last state read: OK, OFF or Unknown. */
  updateOpState(): void {
    this.opState = opStateOf(this.#state);
  }

  snapshot(): SwitchSnapshot {
    const { name, type, generator, address, opState, state } = this;
    const socket = address === undefined ? {} : { address };
    return { name, type, generator, ...socket, opState, state };
  }
}

function opStateOf(state: boolean | null): OpStateText {
  if (state === null) return opStates.unknown;
  return state ? opStates.OK : opStates.OFF;
}
