import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ClientError, OckleClient, type ClientOptions } from '../client/index.ts';
import { isXmlName, type ReceivedData, type ReceivedValue } from '../communication/wire/index.ts';
import { readProjectConfig } from '../config/projectConfig.ts';
import { interpolate } from '../ini/index.ts';

/** Where `ockle call` writes. */
interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const options = {
  json: { type: 'boolean' },
  host: { type: 'string' },
  port: { type: 'string' },
  project: { type: 'string' },
  etc: { type: 'string' },
  token: { type: 'string' },
  timeout: { type: 'string' },
} as const;

/**
 * Calls a command of a running daemon and writes its reply; answers the exit code.
 * @throws Error that says how to write the arguments
 */
export async function callCommand(
  args: readonly string[],
  { out, err }: Output,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [command, ...pairs] = positionals;
  if (command === undefined) throw new Error('Name a command, such as listCommands.');
  const data = pairs.length === 0 ? null : Object.fromEntries(pairs.map(splitPair));
  const client = new OckleClient(await clientOptions(values, environment));
  try {
    const reply = await client.call(command, data);
    for (const line of values.json === true ? [toJson(reply)] : toLines(reply)) out(line);
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof ClientError)) throw thrown;
    err(thrown.message);
    return 1;
  }
}

type Given = {
  readonly [Name in 'host' | 'port' | 'project' | 'etc' | 'token' | 'timeout']?: string;
};

/** What the arguments say; what they leave open the config of the project does. */
async function clientOptions(
  { host, port, project, etc, token, timeout }: Given,
  environment: NodeJS.ProcessEnv,
): Promise<ClientOptions> {
  const folder = etc ?? (project === undefined ? undefined : join(project, 'etc'));
  const found = folder === undefined ? {} : await readAddress(resolve(folder), port !== undefined);
  return {
    host: host ?? found.host,
    port: port === undefined ? found.port : toNumber('--port', port),
    token: token ?? environment['OCKLE_TOKEN'] ?? found.token,
    timeoutMs: timeout === undefined ? undefined : toNumber('--timeout', timeout) * 1_000,
  };
}

function splitPair(pair: string): readonly [key: string, value: string] {
  const at = pair.indexOf('=');
  const key = pair.slice(0, Math.max(at, 0));
  if (isXmlName(key)) return [key, pair.slice(at + 1)];
  throw new Error(`"${pair}" is no key=value. Write for example: server=web1`);
}

function toNumber(option: string, given: string): number {
  const number = Number(given);
  if (/^\d+$/.test(given) && number > 0 && number <= 65_535) return number;
  throw new Error(`${option} cannot be "${given}". Write a number from 1 to 65535.`);
}

/** Where the daemon of an etc folder listens, as far as its config says. */
async function readAddress(etc: string, isPortKnown: boolean): Promise<ClientOptions> {
  const { document, file } = await readProjectConfig(etc);
  const read = (option: string): string | undefined => {
    const value = interpolate(document, 'plugins.SocketListener', option);
    return value.ok && value.value !== '' ? value.value : undefined;
  };
  const port = read('listener_port');
  if (port === '0' && !isPortKnown) {
    const what = `LISTENER_PORT in ${file} is 0, so the daemon takes a free port`;
    throw new Error(`${what}. Pass the one that its log names: --port <number>.`);
  }
  return {
    host: reachable(read('bind_address')),
    port:
      port === undefined || port === '0' ? undefined : toNumber(`LISTENER_PORT in ${file}`, port),
    token: read('token'),
  };
}

/** The address to call for one that only says "all of mine". */
function reachable(bound: string | undefined): string | undefined {
  if (bound === '::') return '::1';
  return bound === '0.0.0.0' ? undefined : bound;
}

function toLines(reply: ReceivedData): readonly string[] {
  return Object.entries(reply).map(([key, value]) => {
    const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    return `${key}: ${text ?? ''}`.trimEnd();
  });
}

/** One line; values that are JSON themselves become part of it. */
function toJson(reply: ReceivedData): string {
  const entries = Object.entries(reply).map(([key, value]) => [key, parsed(value)] as const);
  return JSON.stringify(Object.fromEntries(entries));
}

function parsed(value: ReceivedValue): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
