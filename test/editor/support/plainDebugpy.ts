import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { isListening } from './leftovers.ts';

const python = '/usr/bin/python3';

/** debugpy as its own extension starts it: an adapter per session, which launches the program. */
export class PlainDebugpy {
  #adapter: ChildProcess | undefined;

  /** Sessions of this type live below one of type ockle. */
  async start(program: string, parentSession: vscode.DebugSession): Promise<unknown> {
    const port = await freePort();
    const args = ['-m', 'debugpy.adapter', '--host', '127.0.0.1', '--port', String(port)];
    this.#adapter = spawn(python, args, { stdio: 'ignore' });
    await untilListening(port);
    const launch = { request: 'launch', program, python: [python] };
    const options = { console: 'internalConsole', host: '127.0.0.1', port, justMyCode: false };
    return vscode.debug.startDebugging(
      undefined,
      { type: 'ockle-python', name: 'plain', ...launch, ...options },
      { parentSession },
    );
  }

  async stop(): Promise<void> {
    if (this.#adapter?.exitCode !== null) return;
    const gone = once(this.#adapter, 'exit');
    this.#adapter.kill();
    await gone;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number): Promise<void> {
  while (!(await isListening(port))) await new Promise((resolve) => setTimeout(resolve, 20));
}
