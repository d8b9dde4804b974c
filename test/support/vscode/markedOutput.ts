import { format } from 'node:util';

/**
 * Marks every console line of the extension host that comes from tests, so that they can be told from
 * the workbench's own. Import it first: mocha keeps the `console.log` it finds when it is loaded.
 */
const mark = process.env['OCKLE_OUTPUT_MARK'] ?? '';
const { console: hostConsole } = globalThis;

// The extension host's console refuses new methods, so the whole object is replaced.
globalThis.console = Object.create(hostConsole) as Console;
for (const name of ['log', 'info', 'warn', 'error'] as const) {
  const value = (...args: unknown[]) => {
    hostConsole[name](mark + format(...args));
  };
  Object.defineProperty(globalThis.console, name, { value });
}
