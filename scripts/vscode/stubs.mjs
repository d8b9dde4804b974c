import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Compiled modules that the server can live without. Small stand-ins keep a compiler out of the
 * set-up and errors out of the log. The server reads named exports, hence `exports.x =`.
 */
const stubs = {
  '@vscode/spdlog': `const fs = require('fs'), path = require('path');
class Logger {
  constructor(type, name, file) { this.fd = fs.openSync(file, 'a'); }
  flush() {} drop() {} clearFormatters() {} setPattern() {} setLevel() {} getLevel() { return 2; }
}
for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'critical'])
  Logger.prototype[level] = function (text) { fs.writeSync(this.fd, '[' + level + '] ' + text + '\\n'); };
const make = async (name, file) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('', name, file);
};
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = make;
exports.createAsyncRotatingLogger = make;
`,
  '@vscode/native-watchdog': 'exports.start = () => {};\n',
};

/** @param {string} vscode the folder of the unpacked server */
export async function writeStubs(vscode) {
  for (const [name, code] of Object.entries(stubs)) {
    const file = join(vscode, 'node_modules', name, 'index.js');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code);
    const manifest = { name, version: '0.0.0', main: 'index.js' };
    await writeFile(join(dirname(file), 'package.json'), JSON.stringify(manifest));
  }
}
