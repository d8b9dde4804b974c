import { isIPv4 } from 'node:net';

/** Where to listen. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** 128 bits as base64. */
const shortestToken = 22;

const section = 'section [plugins.SocketListener] of etc/config.ini';

/** @throws Error when other computers could switch servers without a token that is hard to guess */
export function checkExposure(host: string, token: string): void {
  if (token !== '' && token.length < shortestToken) {
    const has = `TOKEN in ${section} has ${token.length} characters`;
    throw new Error(`${has}. Write at least ${shortestToken} random ones.`);
  }
  if (token !== '' || isLoopback(host)) return;
  throw new Error(
    `BIND_ADDRESS ${host} lets other computers in. Set TOKEN in ${section} to at least ` +
      `${shortestToken} random characters, or BIND_ADDRESS to 127.0.0.1.`,
  );
}

/** What the system said, with what to do about it. */
export function listenError(thrown: unknown, { host, port }: Address): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown;
  switch (thrown.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} of ${host} is in use by another program. Stop that one, or set LISTENER_PORT in ${section}.`,
      );
    case 'EACCES':
      return new Error(
        `Port ${port} may not be opened without more rights. Set LISTENER_PORT in ${section} to 1024 or more.`,
      );
    default:
      return new Error(
        `Nothing can listen on port ${port} of ${host}: ${thrown.message}. Correct BIND_ADDRESS in ${section}.`,
      );
  }
}

function isLoopback(host: string): boolean {
  return host === '::1' || host === 'localhost' || (isIPv4(host) && host.startsWith('127.'));
}
