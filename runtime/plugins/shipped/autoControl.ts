import { ModuleTemplate, OpState, type CommandData, type MainDaemon } from '../api/index.ts';
import { SwitchSequence } from './control/switchSequence.ts';
import { messageOf, offerCommands, textOf } from './offerCommands.ts';

const defaultWaitTime = 1;
const defaultMaxAttempts = 3;

/** Automatic on/off control of servers. */
export class AutoControl extends ModuleTemplate {
  /** Seconds from one pass to the next. */
  readonly #waitTime: number;
  readonly #idlePasses: number;
  readonly #maxAttempts: number;
  /** A sequence runs, or the flag was set by hand. */
  #isEnabled = false;
  #sequence: Promise<void> | undefined;

  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    this.#waitTime = this.#readWaitTime();
    this.#idlePasses = this.#readIdlePasses();
    this.#maxAttempts = this.#readMaxAttempts();
    for (const server of mainDaemon.servers.getSortedNodeList()) {
      Object.assign(server, { desiredOpState: OpState.OK });
    }
    offerCommands(this, [
      {
        name: 'getAutoControlStatus',
        help: 'Answers as “status” whether all servers are being switched: on or off.',
        keys: [],
        handler: () => ({ status: this.#isEnabled ? 'on' : 'off' }),
      },
      {
        name: 'setAutoControlStatus',
        help: 'Sets what getAutoControlStatus answers: “state” True for on, anything else for off, which ends a switchNetwork under way after its current step.',
        keys: ['state'],
        handler: (data) => this.#setStatus(textOf(data, 'state')),
      },
      {
        name: 'switchNetwork',
        help: 'Switches all servers in the order of their dependencies: “state” true for on, anything else for off. Answers “status” at once: OK, switching on; OK, switching off; or busy.',
        keys: ['state'],
        handler: (data) => this.#switchNetwork(textOf(data, 'state')),
      },
    ]);
  }

  /** Reads all devices once; the daemon shows what could not be read. */
  override async run(): Promise<void> {
    try {
      await this.mainDaemon.servers.updateNetwork();
    } catch (error) {
      this.debug(`The servers could not be read. ${messageOf(error)}`);
    }
  }

  #setStatus(state: string): CommandData {
    this.#isEnabled = state === 'True';
    return { succeeded: true, state: this.#isEnabled };
  }

  #switchNetwork(state: string): CommandData {
    // A cancelled sequence is not over before its last step is.
    if (this.#isEnabled || this.#sequence) return { status: 'busy' };
    const to = state.toLowerCase() === 'true' ? 'on' : 'off';
    this.#isEnabled = true;
    this.#sequence = this.#runSequence(to);
    return { status: `OK, switching ${to}` };
  }

  async #runSequence(to: 'on' | 'off'): Promise<void> {
    const { mainDaemon } = this;
    const sequence = new SwitchSequence(to, {
      servers: mainDaemon.servers,
      log: (line) => this.debug(line),
      sleep: (seconds) => this.sleep(seconds),
      isWanted: () => this.#isEnabled && mainDaemon.running,
      waitTime: this.#waitTime,
      idlePasses: this.#idlePasses,
      maxAttempts: this.#maxAttempts,
    });
    const result = await sequence
      .run()
      .catch((error: unknown) => `Turning ${to} ended early. ${messageOf(error)}`);
    this.#isEnabled = false;
    this.#sequence = undefined;
    this.debug(result);
  }

  /** May have a fraction, unlike what getConfigInt reads. */
  #readWaitTime(): number {
    const value = this.getConfigVar('WAIT_TIME');
    const seconds = value === '' ? NaN : Number(value);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds;
    const text = JSON.stringify(value);
    this.debug(`WAIT_TIME is ${text}, which is no number of seconds; ${defaultWaitTime} is used`);
    return defaultWaitTime;
  }

  /** The original spells the option MAX_START_ATTEPMTS; the right spelling comes first. */
  #readIdlePasses(): number {
    const right = this.#readCount(`plugins.${this.constructor.name}`, 'MAX_START_ATTEMPTS');
    return Math.max(1, right ?? this.getConfigInt('MAX_START_ATTEPMTS'));
  }

  #readMaxAttempts(): number {
    return this.#readCount('servers', 'max_attempts') ?? defaultMaxAttempts;
  }

  /** A whole number of etc/config.ini; undefined when there is none, or none that can be read. */
  #readCount(section: string, option: string): number | undefined {
    const { config } = this.mainDaemon;
    if (!config.hasOption(section, option)) return undefined;
    try {
      const text = config.get(section, option);
      if (/^\d+$/.test(text)) return Number(text);
      this.debug(`${option} in section [${section}] is “${text}”, which is no whole number`);
    } catch (error) {
      this.debug(messageOf(error));
    }
    return undefined;
  }
}
