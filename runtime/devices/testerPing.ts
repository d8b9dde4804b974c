import { CodedError } from '../base/codedError.ts';
import { pingHost } from '../platform/pingHost.ts';
import type { DeviceSpec } from './deviceSpec.ts';
import { tcpProbe } from './tcpProbe.ts';
import { TesterTemplate } from './testerTemplate.ts';

/** Seconds that a host gets to answer. */
const patience = 2;

/** The port that is tried where there is no ping program, unless the test names another one. */
const usualPort = 22;

/** Names and addresses, IPv6 among them; nothing that a program could take for an option. */
const hostPattern = /^[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,252}$/;

/** What is wrong with the options of a Ping test, if anything. */
export function pingFault({ params }: DeviceSpec): string | undefined {
  const host = params.get('hostname') ?? '';
  if (host === '') return 'it has no hostname. Write hostname = the name or address to ping';
  if (!hostPattern.test(host)) return `"${host}" cannot be a hostname. Correct the hostname`;
  const port = params.get('port') ?? '';
  if (port === '' || (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65536)) {
    return undefined;
  }
  return `"${port}" is no port. Write a number from 1 to 65535, or remove the line`;
}

/** Passes when a host answers one ping or, where there is no ping program, accepts or refuses a connection. */
export class TesterPing extends TesterTemplate {
  readonly type = 'Ping';
  readonly #fault: string | undefined;
  readonly #host: string;
  readonly #port: number;

  constructor(spec: DeviceSpec) {
    super(spec);
    this.#fault = pingFault(spec);
    this.#host = spec.params.get('hostname') ?? '';
    this.#port = Number(spec.params.get('port') ?? '') || usualPort;
  }

  protected async test(ending: AbortSignal): Promise<boolean> {
    if (this.#fault !== undefined) throw new CodedError('test-options-invalid', `${this.#fault}.`);
    const ping = await pingHost(this.#host, patience, ending);
    switch (ping.kind) {
      case 'missing':
        return tcpProbe(this.#host, this.#port, patience * 1000, ending);
      case 'failed':
        throw new CodedError('ping-failed', `ping said: ${ping.reason}`);
      default:
        return ping.kind === 'answered';
    }
  }
}
