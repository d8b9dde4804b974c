import type { Clock } from '../base/clock.ts';
import { errorMessage } from '../base/codedError.ts';
import type { SwitchTemplate } from '../devices/switchTemplate.ts';
import type { TesterTemplate } from '../devices/testerTemplate.ts';
import type { OpStateText, ServerSnapshot } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceStates } from './aggregateOpState.ts';
import { aggregateOpState, isOff } from './aggregateOpState.ts';
import type { ServerData } from './readServerData.ts';
import { readServerData } from './readServerData.ts';
import { ServerTurns } from './serverTurns.ts';
import type { Direction, SwitchedParts } from './switchSequence.ts';
import { directions, switchFailure, SwitchSequence, testFailure } from './switchSequence.ts';

/** What a server consists of. */
export interface ServerParts extends SwitchedParts {
  /** Absolute path of its ini file. */
  readonly file: string;
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

/** How a server is to be read. */
export interface UpdateOptions {
  /** False leaves out the tests of a server that is on; true when absent. */
  readonly runTests?: boolean;
  /** Ends the calls to devices. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of switching a server. */
export interface SwitchReport {
  readonly before: OpStateText;
  readonly after: OpStateText;
  /** One sentence per device or test that did not do as it should. */
  readonly failures: readonly string[];
}

/** Server states that only their user or a switching ends. */
const forced: readonly OpStateText[] = [opStates.forcedOn, opStates.forcedOff];

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
  readonly #turns: ServerTurns;
  #opState: OpStateText = opStates.INIT;

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
    this.#turns = new ServerTurns(parts.name);
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
    return this.#turns.busyWith;
  }

  /** Settles when the read of it that is under way has ended. */
  get readUnderWay(): Promise<undefined> | undefined {
    return this.#turns.readUnderWay;
  }

  /** Outlets on, wait, controls on, wait, tests. */
  turnOn(options: SwitchOptions = {}): Promise<SwitchReport> {
    return this.#turns.alone('being switched on', () => this.#switch('on', options));
  }

  /**
   * Controls off first, so that the machine can shut down before its power is cut; it is not cut when
   * one of them fails, unless that is to be ignored.
   */
  turnOff(options: SwitchOptions = {}): Promise<SwitchReport> {
    return this.#turns.alone('being switched off', () => this.#switch('off', options));
  }

  /** Switches one outlet or control and shows what it then reads; the server's own OpState stays. */
  setState(device: SwitchTemplate, state: boolean, signal?: AbortSignal): Promise<boolean> {
    return this.#turns.alone(`having ${device.name} switched`, async () => {
      try {
        return await device.setState(state, signal);
      } finally {
        device.updateOpState();
        this.#changed(this);
      }
    });
  }

  /** Switches all outlets in order; the server's own OpState stays. Answers what is not as asked. */
  setOutletsState(state: boolean, signal?: AbortSignal): Promise<readonly string[]> {
    return this.#turns.alone('having its outlets switched', async () => {
      const failures: string[] = [];
      for (const outlet of this.outlets) {
        const failure = await switchFailure(outlet, state, signal);
        if (failure !== undefined) failures.push(failure);
        outlet.updateOpState();
        this.#changed(this);
      }
      return failures;
    });
  }

  /** Writes another OpState on the server; its devices are left alone. @throws CodedError `server-busy` */
  setOpState(opState: OpStateText): void {
    this.#turns.refuseBusy();
    this.#show(opState);
  }

  /** Writes another OpState on one of its devices; the device itself is left alone. @throws CodedError `server-busy` */
  setDeviceOpState(device: SwitchTemplate, opState: OpStateText): void {
    this.#turns.refuseBusy();
    device.opState = opState;
    this.#changed(this);
  }

  /** Forgets failed attempts of both directions. @throws CodedError `server-busy` */
  resetAttempts(): void {
    this.#turns.refuseBusy();
    this.#attempts.on = 0;
    this.#attempts.off = 0;
    this.#changed(this);
  }

  /** Runs one test; the server's own OpState stays. */
  runTest(test: TesterTemplate, signal?: AbortSignal): Promise<boolean> {
    return this.#turns.alone(`having ${test.name} run`, async () => {
      try {
        return await test.runTest(signal);
      } finally {
        this.#changed(this);
      }
    });
  }

  /** Asks outlets and controls for their data, now. */
  readData(): Promise<ServerData> {
    return readServerData(this);
  }

  /**
   * Reads the devices, runs the tests of a server that is on, and adds them up.
   * Answers what could not be read.
   */
  updateOpState({ runTests = true, signal }: UpdateOptions = {}): Promise<readonly string[]> {
    return this.#turns.whileReading(async () => {
      const failures: string[] = [];
      await this.#readDevices(failures, signal);
      const isOn = aggregateOpState(opStates.INIT, this.#states(), true) === opStates.OK;
      if (runTests && isOn) await this.#runTests(failures, signal);
      const testsPassed = this.tests.every(({ opState }) => opState !== 'FAILED');
      this.#show(aggregateOpState(this.#opState, this.#states(), testsPassed));
      return failures;
    });
  }

  /** Milliseconds since the first of its devices was last read; 0 when it has none. */
  get age(): number {
    return Math.max(0, ...[...this.outlets, ...this.controls].map(({ age }) => age));
  }

  /** Whether all its outlets were read as off, or its controls when it has no outlets. */
  isReadAsOff(): boolean {
    return isOff(this.#states());
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

  #states(): DeviceStates {
    return {
      outlets: this.outlets.map(({ state }) => state),
      controls: this.controls.map(({ state }) => state),
    };
  }

  #show(opState: OpStateText): void {
    this.#opState = opState;
    this.#changed(this);
  }

  async #switch(to: Direction, options: SwitchOptions): Promise<SwitchReport> {
    const { ignoreDeps = false, signal } = options;
    const before = this.#opState;
    this.#attempts[to]++;
    this.#attempts[to === 'on' ? 'off' : 'on'] = 0;
    const sequence = new SwitchSequence(this, to, {
      maxStartupMs: this.#rules.maxStartupMs,
      clock: this.#clock,
      ignoreDeps,
      signal,
      changed: (opState = this.#opState) => this.#show(opState),
    });
    const failures = await sequence.run();
    this.#show(this.#finalState(to, failures.length === 0 || ignoreDeps));
    return { before, after: this.#opState, failures };
  }

  #finalState(to: Direction, isDone: boolean): OpStateText {
    const { done, failed, permanent } = directions[to];
    if (isDone) {
      this.#attempts[to] = 0;
      return done;
    }
    const { maxAttempts } = this.#rules;
    return maxAttempts !== 0 && this.#attempts[to] >= maxAttempts ? permanent : failed;
  }

  /** All at once: a device that hangs does not hold up the others. */
  async #readDevices(failures: string[], signal: AbortSignal | undefined): Promise<void> {
    const read = async (device: SwitchTemplate): Promise<void> => {
      await device.updateState(signal).catch((error: unknown) => {
        failures.push(`${device.name}: ${errorMessage(error)}`);
      });
      if (device.state === null || !forced.includes(device.opState)) device.updateOpState();
    };
    await Promise.all([...this.outlets, ...this.controls].map(read));
    this.#changed(this);
  }

  async #runTests(failures: string[], signal: AbortSignal | undefined): Promise<void> {
    for (const test of this.tests) {
      const failure = await testFailure(test, signal);
      if (failure !== undefined) failures.push(failure);
      this.#changed(this);
    }
  }
}
