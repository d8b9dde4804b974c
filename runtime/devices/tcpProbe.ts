import { connect } from 'node:net';
import { CodedError, errorCode } from '../base/codedError.ts';

/** What says that nobody is there. */
const silentCodes = ['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ETIMEDOUT'];

/**
 * Whether a host accepts or refuses a connection: either takes somebody who is alive.
 * @throws CodedError `host-unknown`, or what the system says
 */
export function tcpProbe(
  host: string,
  port: number,
  ms: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: ms, signal });
    const end = (isAlive: boolean): void => {
      socket.destroy();
      resolve(isAlive);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', (error) => {
      const code = errorCode(error);
      if (code === 'ECONNREFUSED') end(true);
      else if (silentCodes.includes(code)) end(false);
      else if (code === 'ENOTFOUND') reject(hostUnknown(host));
      else reject(error);
    });
  });
}

function hostUnknown(host: string): CodedError {
  return new CodedError('host-unknown', `There is no host "${host}". Correct its name.`);
}
