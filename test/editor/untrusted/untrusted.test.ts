import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { untilDiagnostics } from '../support/diagnostics.ts';
import { processesIn } from '../support/leftovers.ts';
import { untilLenses } from '../support/lenses.ts';
import { open, pluginFile, pressF5, projectFolder } from '../support/project.ts';

/** The commands of this process's children, by /proc. */
async function childCommands(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map(async (pid) => {
      try {
        const status = await readFile(`/proc/${pid}/status`, 'utf8');
        const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
        if (parent !== String(process.pid)) return [];
        return [(await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')];
      } catch {
        // Gone while we looked.
        return [];
      }
    }),
  );
  return commands.flat();
}

describe('In a workspace that is not trusted', () => {
  const template = (): string => join(projectFolder(), 'src', 'config', 'plugins', 'Broken.ini');

  it('the window says so', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('templates are still coloured and checked', async () => {
    const { document } = await open(template());
    assert.equal(document.languageId, 'ockle-template');
    await untilDiagnostics(document.uri, 'the type', (found) =>
      found.some(({ message }) => message.includes('"strng"')),
    );
  });

  it('lenses lead to the class, but run nothing', async () => {
    const { document } = await open(
      join(projectFolder(), 'src', 'config', 'plugins', 'Ticker.ini'),
    );
    const lenses = await untilLenses(document.uri, 'Open class');
    assert.ok(!lenses.includes('Run') && !lenses.includes('Debug'), lenses.join(' | '));
  });

  it('F5 is not begun: VS Code first asks for trust, in a dialog that no test can answer', async () => {
    await open(pluginFile('Ticker.ts'));
    const started = pressF5();
    const asked = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 3_000));
    assert.equal(await Promise.race([started, asked]), false);
    assert.equal(vscode.debug.activeDebugSession, undefined);
  });

  it('no process runs but the language servers', async () => {
    assert.deepEqual(await processesIn(projectFolder()), []);
    const strangers = (await childCommands()).filter(
      (command) => !/languageServer\.cjs|tsserver\.js|typingsInstaller|ServerMain/.test(command),
    );
    assert.deepEqual(strangers, []);
  });
});
