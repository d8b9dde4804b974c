import { CodedError } from '../base/codedError.ts';
import type { ActionResult } from '../base/gate.ts';
import type { ServerNode, SwitchReport } from '../network/serverNode.ts';
import type { JsonObject, JsonValue, OpStateText, PowerVerb } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import { ignoreDepsOf, listOf, opStateOf, runTestsOf, stateOf } from './powerArgs.ts';
import { objectOf, splitTarget } from './powerTarget.ts';
import type { RackParts } from './rackActions.ts';
import { RackActions } from './rackActions.ts';

type Action = (target: string, args: JsonObject) => ActionResult | Promise<ActionResult>;

/** Does power actions that the gate let through. */
export class PowerActions {
  readonly #parts: RackParts;
  readonly #actions: Readonly<Record<PowerVerb, Action>>;

  constructor(parts: RackParts) {
    this.#parts = parts;
    const rack = new RackActions(parts);
    this.#actions = {
      turnOn: (target, args) => this.#switchServer(target, 'on', args),
      turnOff: (target, args) => this.#switchServer(target, 'off', args),
      setOutlet: (target, args) => this.#setState(target, 'outlets', stateOf(args)),
      setControl: (target, args) => this.#setState(target, 'controls', stateOf(args)),
      runTest: (target) => this.#runTest(target),
      setOpState: (target, args) => this.#setOpState(target, args),
      resetAttempts: (target) => this.#resetAttempts(target),
      updateNetwork: (target, args) =>
        target === '' ? rack.updateAll() : this.#update(target, runTestsOf(args)),
      allOff: (target) => ofAll(target, () => rack.allOff()),
      initiateStartup: (target) => ofAll(target, () => rack.initiateStartup()),
    };
  }

  /**
   * @throws CodedError `server-unknown`, `object-unknown`, `args-invalid`, `server-busy`, `shutdown`
   * or `outlets-not-switched`
   */
  async perform(verb: PowerVerb, target: string, args: JsonObject): Promise<ActionResult> {
    return this.#actions[verb](target, args);
  }

  async #switchServer(target: string, to: 'on' | 'off', args: JsonObject): Promise<ActionResult> {
    const node = this.#parts.network.requireServer(target);
    const options = { signal: this.#parts.signal, ignoreDeps: ignoreDepsOf(args) };
    const report: SwitchReport =
      to === 'on' ? await node.turnOn(options) : await node.turnOff(options);
    this.#logAll(target, report.failures);
    const { before, after } = report;
    return change(to === 'on' ? opStates.OK : opStates.OFF, before, after);
  }

  async #setState(
    target: string,
    list: 'outlets' | 'controls',
    state: boolean,
  ): Promise<ActionResult> {
    const { node, object } = this.#objectTarget(target);
    const device = objectOf(node, node[list], object);
    const before = device.state;
    await node.setState(device, state, this.#parts.signal);
    return change(state, before, device.state);
  }

  async #runTest(target: string): Promise<ActionResult> {
    const { node, object } = this.#objectTarget(target);
    const test = objectOf(node, node.tests, object);
    const before = test.opState;
    const passed = await node.runTest(test, this.#parts.signal);
    return { requested: true, observed: passed, before, after: test.opState };
  }

  #setOpState(target: string, args: JsonObject): ActionResult {
    const opState = opStateOf(args);
    const { server, object } = splitTarget(target);
    const node = this.#parts.network.requireServer(server);
    let before: OpStateText = node.opState;
    if (object === undefined) node.setOpState(opState);
    else {
      const device = objectOf(node, node[listOf(args)], object);
      before = device.opState;
      node.setDeviceOpState(device, opState);
    }
    return change(opState, before, opState);
  }

  #resetAttempts(target: string): ActionResult {
    const node = this.#parts.network.requireServer(target);
    const attempts = ({ startAttempts, shutdownAttempts }: ServerNode) => ({
      startAttempts,
      shutdownAttempts,
    });
    const before = attempts(node);
    node.resetAttempts();
    return change({ startAttempts: 0, shutdownAttempts: 0 }, before, attempts(node));
  }

  async #update(target: string, runTests: boolean): Promise<ActionResult> {
    const { network, signal } = this.#parts;
    const node = network.requireServer(target);
    const before = node.opState;
    this.#logAll(target, await node.updateOpState({ signal, runTests }));
    return change(null, before, node.opState);
  }

  #objectTarget(target: string): { readonly node: ServerNode; readonly object: string } {
    const { server, object } = splitTarget(target);
    const node = this.#parts.network.requireServer(server);
    if (object !== undefined) return { node, object };
    const message = `"${target}" names a server only. Write it as server/object.`;
    throw new CodedError('object-unknown', message);
  }

  #logAll(server: string, failures: readonly string[]): void {
    for (const failure of failures) this.#parts.log(`${server}: ${failure}`);
  }
}

/** @throws CodedError `args-invalid` for what somebody may have meant for one server only */
function ofAll(target: string, act: () => Promise<ActionResult>): Promise<ActionResult> {
  if (target === '') return act();
  const message = `This is done to the whole rack, not to "${target}" alone. Leave the target empty.`;
  throw new CodedError('args-invalid', message);
}

/** What was seen last is what it is afterwards. */
function change(requested: JsonValue, before: JsonValue, after: JsonValue): ActionResult {
  return { requested, observed: after, before, after };
}
