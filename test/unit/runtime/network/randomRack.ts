import assert from 'node:assert/strict';
import { Gate } from '../../../../runtime/base/gate.ts';
import { Journal } from '../../../../runtime/base/journal.ts';
import { PowerActions } from '../../../../runtime/daemon/powerActions.ts';
import { powerRules } from '../../../../runtime/daemon/powerRules.ts';
import { deviceRules } from '../../../../runtime/devices/deviceRules.ts';
import { assembleNetwork } from '../../../../runtime/network/assembleNetwork.ts';
import { RackFaults } from '../../../../runtime/network/rackFaults.ts';
import { readServerFile } from '../../../../runtime/project/index.ts';
import type { FaultRule, Outcome } from '../../../../runtime/protocol/index.ts';
import { faultFacts } from '../../../../runtime/protocol/index.ts';
import { EagerClock } from '../../../support/runtime/eagerClock.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';

/** What happens to a rack at some time. */
export type RackEvent =
  | { readonly kind: 'turnOn' | 'turnOff' | 'updateNetwork'; readonly server: number }
  | { readonly kind: 'fault'; readonly rule: Omit<FaultRule, 'target'>; readonly target: number }
  | { readonly kind: 'mend'; readonly fault: number }
  | { readonly kind: 'pass'; readonly ms: number };

/** A simulated rack of any dependencies, with faults that come and go while it is switched. */
export class RandomRack {
  readonly #clock = new EagerClock();
  readonly #names: readonly string[];
  readonly #network;
  readonly #faults;
  readonly #gate;
  readonly #actions;
  readonly #underWay: Promise<unknown>[] = [];
  readonly #violations: string[] = [];

  /** `needs` has the numbers of the servers that each one needs; all stand before it. */
  constructor(needs: readonly (readonly number[])[], seed: number) {
    const clock = this.#clock;
    this.#names = needs.map((_, number) => `s${number}`);
    const servers = needs.flatMap((own, number) => {
      const list = JSON.stringify(own.map((need) => `s${need}`));
      const text = `[server]\noutlets = psu\ncontrols = soft\ntests = up\ndependencies = ${list}\n[psu]\npdu = pdu${number % 3}\n[soft]\ncontroller = halt\n[up]\ntester = probe\n`;
      return readServerFile(text, `s${number}`, `/s${number}.ini`).server ?? [];
    });
    const devices = deviceRules({
      deviceMs: 5_000,
      inrushMs: 100,
      clock,
      realTime: new ManualClock(),
    });
    const type = new Map([['type', 'Dummy']]);
    const generators = { get: () => ({ ok: true, options: type }) as const };
    const rules = { maxStartupMs: 1_000, maxAttempts: 0 };
    const { network } = assembleNetwork(servers, generators, rules, devices);
    const ending = new AbortController().signal;
    this.#network = network;
    this.#faults = new RackFaults(network, { clock, ending });
    this.#faults.seed = seed;
    this.#gate = new Gate(new Journal(clock), clock, powerRules(network, 15_000));
    this.#actions = new PowerActions({ network, clock, signal: ending, log: () => undefined });
    this.#watch();
  }

  async take(event: RackEvent): Promise<void> {
    if (event.kind === 'pass') await this.#clock.wait(event.ms);
    else if (event.kind === 'mend') this.#mend(event.fault);
    else if (event.kind === 'fault')
      this.#faults.add({ ...event.rule, target: this.#target(event) });
    else {
      const server = this.#names[event.server % this.#names.length] ?? '';
      this.#underWay.push(this.#act(event.kind, server));
    }
  }

  /** Everything that was begun comes to its end, and nothing was switched too early. */
  async end(): Promise<void> {
    await Promise.all(this.#underWay);
    assert.deepEqual(this.#violations, []);
  }

  /** Without faults every server can be switched on. */
  async recover(): Promise<void> {
    for (const { id } of this.#faults.held.faults) this.#faults.remove(id);
    await this.#act('updateNetwork', '');
    for (const { name } of this.#network.getSortedNodeList()) await this.#act('turnOn', name);
    const states = this.#network
      .getSortedNodeList()
      .map(({ name, opState }) => `${name} ${opState}`);
    assert.deepEqual(
      states,
      this.#network.getSortedNodeListIndex().map((name) => `${name} OK`),
    );
  }

  #act(verb: 'turnOn' | 'turnOff' | 'updateNetwork', target: string): Promise<Outcome> {
    const request = { actor: { kind: 'panel' }, cause: null, verb, target, args: {} } as const;
    return this.#gate.submit(request, () => this.#actions.perform(verb, target, {}));
  }

  #mend(number: number): void {
    const { faults } = this.#faults.held;
    const fault = faults[number % Math.max(faults.length, 1)];
    if (fault) this.#faults.remove(fault.id);
  }

  /** One object, or all of a generator. */
  #target({ rule, target }: Extract<RackEvent, { kind: 'fault' }>): string {
    const [list] = faultFacts[rule.kind].fits;
    if (list === 'tests') return target % 2 === 0 ? 'probe' : `s${target % this.#names.length}/up`;
    const pdu = `pdu${(target >> 1) % Math.min(3, this.#names.length)}`;
    return target % 2 === 0 ? pdu : `s${(target >> 1) % this.#names.length}/psu`;
  }

  #watch(): void {
    const switching = new Set<string>();
    this.#network.onDidChange(({ name, opState }) => {
      if (opState !== 'Switching on') switching.delete(name);
      else if (!switching.has(name)) {
        switching.add(name);
        const missing = this.#network.missingDependencies(name);
        for (const need of missing) {
          this.#violations.push(`${name} is switched on while ${need.name} is ${need.opState}`);
        }
      }
    });
  }
}
