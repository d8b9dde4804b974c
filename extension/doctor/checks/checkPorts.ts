import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { interpolate, parseIni } from '../../../runtime/ini/index.ts';
import { configPath, readPluginList } from '../../../runtime/project/index.ts';
import type { Finding } from './finding.ts';
import { ok, quoted } from './finding.ts';
import { ownerOfPort } from './ownerOfPort.ts';

const listener = 'SocketListener';
const portOption = 'LISTENER_PORT';
/** What the template of the SocketListener says. */
const usualPort = 8088;

/** Binds the loopback interface, over which debuggers and clients come. */
export async function checkLoopback(): Promise<Finding> {
  const reason = await whyNotBound(0);
  if (reason === undefined) return ok('A port on `127.0.0.1` can be opened.');
  return {
    state: 'failed',
    says: `No port on ${quoted('127.0.0.1')} can be opened: the system says ${reason}. Debuggers cannot attach to plugins.`,
    mend: 'Look whether a firewall or a sandbox forbids local connections.',
  };
}

/** Looks whether the port of an enabled SocketListener is free; `daemon` may hold it already. */
export async function checkListener(project: string, daemon: number | undefined): Promise<Finding> {
  const config = await readFile(join(project, configPath), 'utf8').catch(() => '');
  if (!readPluginList(config).includes(listener)) {
    return ok(`${quoted(listener)} is not enabled, so no port is opened for clients.`);
  }
  const port = portOf(config);
  if (port === undefined) {
    return {
      state: 'failed',
      says: `${quoted(portOption)} of ${quoted(listener)} is no port.`,
      mend: `Write a number from 0 to 65535 into section ${quoted(`[plugins.${listener}]`)} of ${quoted(configPath)}.`,
    };
  }
  if (port === 0) return ok(`${quoted(listener)} takes any free port; the log says which.`);
  const reason = await whyNotBound(port);
  if (reason === undefined) return ok(`Port ${port} for ${quoted(listener)} is free.`);
  const owner = reason === 'EADDRINUSE' ? await ownerOfPort(port) : undefined;
  if (owner !== undefined && owner.pid === daemon) {
    return ok(`Port ${port} is open: the running daemon holds it.`);
  }
  const holder = owner ? `process ${owner.pid} (${quoted(owner.name)})` : 'another program';
  const says =
    reason === 'EADDRINUSE'
      ? `Port ${port} for ${quoted(listener)} is taken by ${holder}.`
      : `Port ${port} for ${quoted(listener)} cannot be opened: the system says ${reason}.`;
  return {
    state: 'failed',
    says,
    mend: `End that program, or write another ${quoted(portOption)} into section ${quoted(`[plugins.${listener}]`)} of ${quoted(configPath)}.`,
  };
}

function portOf(config: string): number | undefined {
  const document = parseIni(config);
  const section = `plugins.${listener}`;
  if (!document.option(section, portOption)) return usualPort;
  const text = interpolate(document, section, portOption);
  const port = text.ok && /^\d{1,5}$/.test(text.value.trim()) ? Number(text.value) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** The system's code for why a port cannot be bound; it is free again afterwards. */
async function whyNotBound(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
}
