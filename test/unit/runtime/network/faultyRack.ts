import assert from 'node:assert/strict';
import { Gate } from '../../../../runtime/base/gate.ts';
import { Journal } from '../../../../runtime/base/journal.ts';
import { PowerActions } from '../../../../runtime/daemon/powerActions.ts';
import { powerRules } from '../../../../runtime/daemon/powerRules.ts';
import { DeviceLine } from '../../../../runtime/devices/deviceLine.ts';
import { deviceRules } from '../../../../runtime/devices/deviceRules.ts';
import { SwitchTemplate } from '../../../../runtime/devices/switchTemplate.ts';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import { ServerNode } from '../../../../runtime/network/serverNode.ts';
import type { Outcome, PowerVerb } from '../../../../runtime/protocol/index.ts';
import { EagerClock } from '../../../support/runtime/eagerClock.ts';
import { spec } from './testServer.ts';

/** What a device does at one call; it does what it is told, in `refuses` only sometimes. */
export type Fault = 'ok' | 'stuck' | 'refuses' | 'silent' | 'slow';

/** One server of a plan; it needs servers that stand before it. */
export interface PlannedServer {
  readonly needs: readonly number[];
  readonly pdus: readonly number[];
  readonly hasControl: boolean;
  readonly startsOn: boolean;
  readonly faults: readonly Fault[];
}

/** One thing that somebody asks for. */
export interface PlannedAction {
  readonly verb: Extract<PowerVerb, 'turnOn' | 'turnOff' | 'updateNetwork'>;
  readonly server: number;
}

const inrushMs = 100;
const serverGapMs = 500;
const maxAttempts = 3;

/** What really happens in a rack, kept apart from what the daemon believes. */
export class FaultyRack {
  readonly network = new ServerNetwork();
  readonly #clock = new EagerClock();
  readonly #servers: readonly PlannedServer[];
  readonly #needed: readonly ReadonlySet<number>[];
  /** Whether each outlet of each server has power. */
  readonly #power: readonly boolean[][];
  readonly #lastOn = new Map<number, { readonly at: number; readonly server: number }>();
  readonly #underWay = new Map<number, number>();
  /** Failures in a row, as a reader of the outcomes counts them. */
  readonly #failed = new Map<string, number>();
  /** Kept, not thrown: an error inside a device would only be one more fault. */
  readonly #violations: string[] = [];
  readonly #gate: Gate;
  readonly #actions: PowerActions;

  constructor(servers: readonly PlannedServer[]) {
    this.#servers = servers;
    this.#needed = allNeeded(servers);
    this.#power = servers.map(({ pdus, startsOn }) => pdus.map(() => startsOn));
    this.#build();
    const clock = this.#clock;
    const { signal } = new AbortController();
    this.#actions = new PowerActions({
      network: this.network,
      clock,
      signal,
      log: () => undefined,
    });
    this.#gate = new Gate(new Journal(clock), clock, powerRules(this.network));
  }

  /** Asks for all of these at once, and waits for all to end. */
  async submitAll(actions: readonly PlannedAction[]): Promise<void> {
    const ends = actions.map(async ({ verb, server }) => {
      const target = server < 0 ? '' : nameOf(server % this.#servers.length);
      const request = { actor: { kind: 'panel' }, cause: null, verb, target, args: {} } as const;
      this.#judge(
        verb,
        target,
        await this.#gate.submit(request, () => this.#actions.perform(verb, target, {})),
      );
    });
    await Promise.all(ends);
    assert.deepEqual(this.#violations, []);
    for (const { busyWith } of this.network.getSortedNodeList()) assert.equal(busyWith, undefined);
  }

  #build(): void {
    const clock = this.#clock;
    const rules = deviceRules({
      deviceMs: 2_000,
      inrushMs,
      serverGapMs,
      clock,
      realTime: clock,
    });
    const lines = new Map<number, DeviceLine>();
    for (const [number, { needs, pdus, hasControl, faults }] of this.#servers.entries()) {
      const nextFault = taking(faults);
      const outlets = pdus.map((pdu, socket) => {
        const line = lines.get(pdu) ?? new DeviceLine(`pdu${pdu}`, rules);
        lines.set(pdu, line);
        return new FaultyOutlet(`psu${socket}`, line, clock, nextFault, {
          server: nameOf(number),
          read: () => this.#power[number]?.[socket] === true,
          write: (state) => this.#write(number, socket, state),
          during: (talk) => this.#during(pdu, talk),
        });
      });
      const soft = new DeviceLine('soft', rules);
      let isUp = true;
      const control = new FaultyOutlet('soft', soft, clock, nextFault, {
        server: nameOf(number),
        read: () => isUp,
        write: (state) => {
          if (!state) this.#mayGoOff(number);
          isUp = state;
        },
        during: (talk) => talk(),
      });
      const parts = {
        name: nameOf(number),
        file: `/etc/servers/${nameOf(number)}.ini`,
        outlets,
        controls: hasControl ? [control] : [],
        tests: [],
      };
      const { network } = this;
      const switching = { maxStartupMs: 1_000, maxAttempts };
      network.addServer(
        new ServerNode(parts, switching, clock, network.reportChange),
        [...new Set(needs)].map(nameOf),
      );
    }
  }

  #write(number: number, socket: number, state: boolean): void {
    const pdu = this.#servers[number]?.pdus[socket] ?? -1;
    if (state) {
      this.#mayGoOn(number);
      const now = this.#clock.now();
      const last = this.#lastOn.get(pdu);
      const gap = now - (last?.at ?? -Infinity);
      const least = last?.server === number ? inrushMs : serverGapMs;
      this.#check(gap >= least, `${gap} ms between two inrushes at PDU ${pdu}, not ${least}`);
      this.#lastOn.set(pdu, { at: now, server: number });
    } else this.#mayGoOff(number);
    const power = this.#power[number];
    if (power) power[socket] = state;
  }

  /** Nothing goes on before what it needs. */
  #mayGoOn(number: number): void {
    for (const need of this.#needed[number] ?? []) {
      const isOn = this.#power[need]?.every(Boolean) === true;
      this.#check(isOn, `${nameOf(number)} goes on while ${nameOf(need)} has no power`);
    }
  }

  /** Nothing goes off before what needs it. */
  #mayGoOff(number: number): void {
    for (const [other, needs] of this.#needed.entries()) {
      if (!needs.has(number)) continue;
      const isOn = this.#power[other]?.some(Boolean) === true;
      this.#check(!isOn, `${nameOf(number)} goes off while ${nameOf(other)} has power`);
    }
  }

  async #during<Result>(pdu: number, talk: () => Promise<Result>): Promise<Result> {
    const underWay = (this.#underWay.get(pdu) ?? 0) + 1;
    this.#check(underWay === 1, `PDU ${pdu} has ${underWay} calls at once`);
    this.#underWay.set(pdu, underWay);
    try {
      return await talk();
    } finally {
      this.#underWay.set(pdu, 0);
    }
  }

  #check(holds: boolean, violation: string): void {
    if (!holds) this.#violations.push(violation);
  }

  /** The outcome is what a reader expects who only counts failures. */
  #judge(verb: PlannedAction['verb'], target: string, outcome: Outcome): void {
    if (outcome.kind === 'failed') assert.equal(outcome.code, 'server-busy');
    if (verb === 'updateNetwork' || outcome.kind !== 'done') return;
    const [way, back] = verb === 'turnOn' ? ['on', 'off'] : ['off', 'on'];
    const isDone = outcome.after === outcome.requested;
    const failed = isDone ? 0 : (this.#failed.get(`${way} ${target}`) ?? 0) + 1;
    this.#failed.set(`${way} ${target}`, failed);
    this.#failed.set(`${back} ${target}`, 0);
    const text = JSON.stringify(outcome.after);
    assert.equal(text.startsWith('"Permanently'), failed >= maxAttempts, `${target}: ${text}`);
  }
}

interface Wiring {
  readonly server: string;
  read(): boolean;
  write(state: boolean): void;
  during<Result>(talk: () => Promise<Result>): Promise<Result>;
}

/** An outlet or control with a plan of what goes wrong. */
class FaultyOutlet extends SwitchTemplate {
  readonly type = 'Faulty';
  readonly #clock: EagerClock;
  readonly #nextFault: () => Fault;
  readonly #wiring: Wiring;

  constructor(
    name: string,
    line: DeviceLine,
    clock: EagerClock,
    nextFault: () => Fault,
    wiring: Wiring,
  ) {
    super(spec(name, {}, line, wiring.server));
    this.#clock = clock;
    this.#nextFault = nextFault;
    this.#wiring = wiring;
  }

  protected writeState(state: boolean, ending: AbortSignal): Promise<void> {
    return this.#wiring.during(async () => {
      const fault = await this.#suffer(ending);
      if (fault !== 'stuck') this.#wiring.write(state);
    });
  }

  protected readState(ending: AbortSignal): Promise<boolean> {
    return this.#wiring.during(async () => {
      await this.#suffer(ending);
      return this.#wiring.read();
    });
  }

  async #suffer(ending: AbortSignal): Promise<Fault> {
    const fault = this.#nextFault();
    if (fault === 'slow') await this.#clock.wait(300, ending);
    if (fault === 'silent') await ended(ending);
    if (fault === 'refuses' || fault === 'silent') throw new Error('no answer');
    return fault;
  }
}

/** Only the daemon's deadline ends it. */
function ended(ending: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ending.aborted) resolve();
    else ending.addEventListener('abort', () => resolve(), { once: true });
  });
}

function nameOf(number: number): string {
  return `s${number}`;
}

/** The faults in turn; none are left at last. */
function taking(faults: readonly Fault[]): () => Fault {
  let next = 0;
  return () => faults[next++] ?? 'ok';
}

/** The numbers that each server needs, directly or not. */
function allNeeded(servers: readonly PlannedServer[]): readonly ReadonlySet<number>[] {
  const all: Set<number>[] = [];
  for (const { needs } of servers) {
    const own = new Set(needs);
    for (const need of needs) for (const further of all[need] ?? []) own.add(further);
    all.push(own);
  }
  return all;
}
