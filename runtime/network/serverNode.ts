import type { Clock } from '../base/clock.ts';
import { CodedError, errorMessage } from '../base/codedError.ts';
import type { SwitchTemplate } from '../devices/switchTemplate.ts';
import type { TesterTemplate } from '../devices/testerTemplate.ts';
import type { DeviceData, OpStateText, ServerSnapshot } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import { aggregateOpState } from './aggregateOpState.ts';

/** What a server consists of. */
export interface ServerParts {
  readonly name: string;
  /** Absolute path of its ini file. */
  readonly file: string;
  readonly outlets: readonly SwitchTemplate[];
  readonly controls: readonly SwitchTemplate[];
  readonly tests: readonly TesterTemplate[];
}

/** `[servers]` of etc/config.ini. */
export interface SwitchingRules {
  /** Milliseconds given to outlets, then to controls, to take effect. */
  readonly maxStartupMs: number;
  /** Failures in a row that make a failure permanent; 0 for never. */
  readonly maxAttempts: number;
}

/** How a server is to be switched. */
export interface SwitchOptions {
  /** Runs no tests, and takes the wanted state whatever the devices say. */
  readonly ignoreDeps?: boolean;
  /** Ends the waits between the steps, and the sequence with them. */
  readonly signal?: AbortSignal;
}

/** What came of switching a server. */
export interface SwitchReport {
  readonly before: OpStateText;
  readonly after: OpStateText;
  /** One sentence per device or test that did not do as it should. */
  readonly failures: readonly string[];
}

/** Data of a server's devices by name. */
export interface ServerData {
  readonly outlets: DeviceData;
  readonly controls: DeviceData;
}

const directions = {
  on: {
    state: true,
    between: opStates.SwitcingOn,
    done: opStates.OK,
    failed: opStates.failedToStart,
    permanent: opStates.permanentlyFailedToStart,
  },
  off: {
    state: false,
    between: opStates.SwitchingOff,
    done: opStates.OFF,
    failed: opStates.failedToStop,
    permanent: opStates.permanentlyFailedToStop,
  },
} as const;

type Direction = keyof typeof directions;

/** One server: its outlets, controls and tests, and the OpState they add up to. */
export class ServerNode {
  readonly name: string;
  readonly file: string;
  readonly outlets: readonly SwitchTemplate[];
  readonly controls: readonly SwitchTemplate[];
  readonly tests: readonly TesterTemplate[];
  readonly #rules: SwitchingRules;
  readonly #clock: Clock;
  readonly #changed: (node: ServerNode) => void;
  /** Failures in a row per direction. */
  readonly #attempts: Record<Direction, number> = { on: 0, off: 0 };
  #opState: OpStateText = opStates.INIT;
  #busyWith: string | undefined;

  constructor(
    parts: ServerParts,
    rules: SwitchingRules,
    clock: Clock,
    changed: (node: ServerNode) => void,
  ) {
    this.name = parts.name;
    this.file = parts.file;
    this.outlets = parts.outlets;
    this.controls = parts.controls;
    this.tests = parts.tests;
    this.#rules = rules;
    this.#clock = clock;
    this.#changed = changed;
  }

  get opState(): OpStateText {
    return this.#opState;
  }

  get startAttempts(): number {
    return this.#attempts.on;
  }

  get shutdownAttempts(): number {
    return this.#attempts.off;
  }

  /** What is being done with the server right now, as in "being switched on". */
  get busyWith(): string | undefined {
    return this.#busyWith;
  }

  /** Outlets on, wait, controls on, wait, tests. */
  turnOn(options: SwitchOptions = {}): Promise<SwitchReport> {
    return this.#alone('being switched on', () => this.#switch('on', options));
  }

  /** Controls off first, so that the machine can shut down before its power is cut. */
  turnOff(options: SwitchOptions = {}): Promise<SwitchReport> {
    return this.#alone('being switched off', () => this.#switch('off', options));
  }

  /** Switches one outlet or control and shows what it then reads; the server's own OpState stays. */
  setState(device: SwitchTemplate, state: boolean): Promise<boolean> {
    return this.#alone(`having ${device.name} switched`, async () => {
      try {
        return await device.setState(state);
      } finally {
        device.updateOpState();
        this.#changed(this);
      }
    });
  }

  /** Switches all outlets in order; the server's own OpState stays. Answers what is not as asked. */
  setOutletsState(state: boolean): Promise<readonly string[]> {
    return this.#alone('having its outlets switched', async () => {
      const failures: string[] = [];
      for (const outlet of this.outlets) {
        const failure = await switchFailure(outlet, state);
        if (failure !== undefined) failures.push(failure);
        outlet.updateOpState();
        this.#changed(this);
      }
      return failures;
    });
  }

  /** Writes another OpState on the server; its devices are left alone. @throws CodedError `server-busy` */
  setOpState(opState: OpStateText): void {
    if (this.#busyWith !== undefined) throw serverBusy(this);
    this.#show(opState);
  }

  /** Writes another OpState on one of its devices; the device itself is left alone. @throws CodedError `server-busy` */
  setDeviceOpState(device: SwitchTemplate, opState: OpStateText): void {
    if (this.#busyWith !== undefined) throw serverBusy(this);
    device.opState = opState;
    this.#changed(this);
  }

  /** Forgets failed attempts of both directions. @throws CodedError `server-busy` */
  resetAttempts(): void {
    if (this.#busyWith !== undefined) throw serverBusy(this);
    this.#attempts.on = 0;
    this.#attempts.off = 0;
    this.#changed(this);
  }

  /** Runs one test; the server's own OpState stays. */
  runTest(test: TesterTemplate): Promise<boolean> {
    return this.#alone(`having ${test.name} run`, async () => {
      try {
        return await test.runTest();
      } finally {
        this.#changed(this);
      }
    });
  }

  /** Reads outlets and controls; the server's own OpState stays. Answers what could not be read. */
  readDevices(): Promise<readonly string[]> {
    return this.#alone('being read', () => this.#readDevices());
  }

  /** Asks outlets and controls for their data, now; none from those that cannot be asked. */
  async readData(): Promise<ServerData> {
    return { outlets: await dataOf(this.outlets), controls: await dataOf(this.controls) };
  }

  /** Reads the devices, runs the tests of a server that is on, and adds them up. */
  updateOpState({ runTests = true } = {}): Promise<readonly string[]> {
    return this.#alone('being read', async () => {
      const failures = [...(await this.#readDevices())];
      const states = this.#deciding().map(({ state }) => state);
      if (runTests && states.length > 0 && states.every((state) => state === true)) {
        await this.#runTests(failures);
      }
      const testsPassed = this.tests.every(({ opState }) => opState !== 'FAILED');
      this.#show(aggregateOpState(this.#opState, states, testsPassed));
      return failures;
    });
  }

  /** Whether all its outlets were read as off. */
  isReadAsOff(): boolean {
    return this.outlets.every(({ state }) => state === false);
  }

  snapshot(dependencies: readonly string[]): ServerSnapshot {
    return {
      name: this.name,
      opState: this.#opState,
      dependencies,
      startAttempts: this.startAttempts,
      shutdownAttempts: this.shutdownAttempts,
      outlets: this.outlets.map((outlet) => outlet.snapshot()),
      controls: this.controls.map((control) => control.snapshot()),
      tests: this.tests.map((test) => test.snapshot()),
      file: this.file,
    };
  }

  /** Two sequences at once would leave devices half on and half off. */
  async #alone<Result>(doing: string, act: () => Promise<Result>): Promise<Result> {
    if (this.#busyWith !== undefined) throw serverBusy(this);
    this.#busyWith = doing;
    try {
      return await act();
    } finally {
      this.#busyWith = undefined;
    }
  }

  /** Outlets decide whether a server is on; controls do where there are none. */
  #deciding(): readonly SwitchTemplate[] {
    return this.outlets.length > 0 ? this.outlets : this.controls;
  }

  #show(opState: OpStateText): void {
    this.#opState = opState;
    this.#changed(this);
  }

  async #switch(to: Direction, options: SwitchOptions): Promise<SwitchReport> {
    const { state, between } = directions[to];
    const before = this.#opState;
    const failures: string[] = [];
    this.#attempts[to]++;
    this.#attempts[to === 'on' ? 'off' : 'on'] = 0;
    for (const device of [...this.outlets, ...this.controls]) device.opState = between;
    this.#show(between);
    const steps = state ? [this.outlets, this.controls] : [this.controls, this.outlets];
    const isWhole = await this.#takeSteps(to, steps, failures, options.signal);
    if (isWhole && state && !options.ignoreDeps) await this.#runTests(failures);
    this.#show(this.#finalState(to, failures, options));
    return { before, after: this.#opState, failures };
  }

  /** False when the sequence was given up on the way; what was not reached shows what it last read. */
  async #takeSteps(
    to: Direction,
    steps: readonly (readonly SwitchTemplate[])[],
    failures: string[],
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    for (const devices of steps) {
      for (const device of devices) await this.#switchDevice(to, device, failures);
      if (await this.#clock.wait(this.#rules.maxStartupMs, signal)) continue;
      failures.push(`Switching ${this.name} ${to} was given up.`);
      const { between } = directions[to];
      const rest = [...this.outlets, ...this.controls].filter(({ opState }) => opState === between);
      for (const device of rest) device.updateOpState();
      return false;
    }
    return true;
  }

  async #switchDevice(to: Direction, device: SwitchTemplate, failures: string[]): Promise<void> {
    const { state, done, failed } = directions[to];
    const failure = await switchFailure(device, state);
    device.opState = failure === undefined ? done : failed;
    if (failure !== undefined) failures.push(failure);
    this.#show(failures.length > 0 ? failed : this.#opState);
  }

  async #runTests(failures: string[]): Promise<void> {
    for (const test of this.tests) {
      const failure = await test.runTest().then(
        (passed) => (passed ? undefined : `The test ${test.name} failed.`),
        (error: unknown) => `The test ${test.name} could not be run: ${errorMessage(error)}`,
      );
      if (failure !== undefined) failures.push(failure);
      this.#changed(this);
    }
  }

  async #readDevices(): Promise<readonly string[]> {
    const failures: string[] = [];
    for (const device of [...this.outlets, ...this.controls]) {
      await device.updateState().catch((error: unknown) => {
        failures.push(`${device.name}: ${errorMessage(error)}`);
      });
      device.updateOpState();
    }
    this.#changed(this);
    return failures;
  }

  #finalState(to: Direction, failures: readonly string[], options: SwitchOptions): OpStateText {
    const { done, failed, permanent } = directions[to];
    const attempts = this.#attempts[to];
    if (failures.length === 0) this.#attempts[to] = 0;
    if (failures.length === 0 || options.ignoreDeps) return done;
    const { maxAttempts } = this.#rules;
    return maxAttempts !== 0 && attempts >= maxAttempts ? permanent : failed;
  }
}

/** Switches a device; answers why it is not as asked. */
async function switchFailure(device: SwitchTemplate, state: boolean): Promise<string | undefined> {
  try {
    if (await device.setState(state)) return undefined;
    return `${device.name} did not go ${state ? 'on' : 'off'}.`;
  } catch (error) {
    return `${device.name}: ${errorMessage(error)}`;
  }
}

async function dataOf(devices: readonly SwitchTemplate[]): Promise<DeviceData> {
  const entries = devices.map(async (device) => [device.name, await device.readData()] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Why a server cannot be acted on now. */
export function serverBusy({ name, busyWith }: ServerNode): CodedError {
  const message = `${name} is ${busyWith ?? 'busy'} right now. Try again when that has ended.`;
  return new CodedError('server-busy', message);
}
